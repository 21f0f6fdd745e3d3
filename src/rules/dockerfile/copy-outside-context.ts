import { contextCopies, isRemote } from '../../model/dockerfile/copy.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Copy from the build context, not from above it.',
  why: 'The builder sees the context alone. ".." at its top is dropped and "~" is a name like any other, so the build stops with "not found", or copies another file of that name.',
  references: ['https://docs.docker.com/reference/dockerfile/#copy', 'https://docs.docker.com/build/concepts/context/'],
  on: where(contextCopies, ({ sources }) => sources.some(({ resolved }) => resolved !== undefined && /\.\.|^~/.test(resolved))),

  *check({ keyword, sources }) {
    for (const { at, written, resolved } of sources) {
      if (resolved === undefined || isRemote(resolved)) continue
      if (resolved === '~' || resolved.startsWith('~/'))
        yield {
          at,
          message: `${keyword} knows no "~": it looks for a folder of that name in the build context. Put what you need into the context, and write its path there.`,
        }
      const inside = insideOf(resolved)
      if (inside === undefined) continue
      yield {
        at,
        message: `"${written}" is above the build context, which ${keyword} cannot leave: it takes "${inside}" in the context instead. Build with the folder above as context ("docker build -f …/Dockerfile ..").`,
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM python:3.14-slim
        COPY «../shared» pyproject.toml /app/
        COPY «src/../../schema.sql» /app/schema.sql
        ADD «~/settings.toml» /app/
      `,
    },
    {
      title: 'inside all the same, from a stage, or from the web',
      good: dockerfile`
        FROM python:3.14-slim AS build
        COPY src/../schema.sql ..data /app/
        FROM python:3.14-slim
        COPY --from=build ../app /app
        ADD https://example.com/a/../b /app/
      `,
    },
  ],
})

/** What the builder makes of a path that leads out of the context; undefined where it does not. */
function insideOf(path: string): string | undefined {
  const parts: string[] = []
  let left = false
  for (const part of path.split('/')) {
    if (part === '..') left = parts.pop() === undefined || left
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return left ? parts.join('/') || '.' : undefined
}
