import { copies } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

/** What only a shell knows, and the builder takes for a variable that is not set: `$@`, `$1`, `${#}`. */
const parameter = /(?<!\\)\$(?:[@*#?!$]|\d+|\{(?:[@*#?!$]|\d+)\})/

export default rule({
  severity: 'warning',
  summary: 'Quote the mark of a heredoc that holds a script.',
  why: 'Without quotes the builder fills in what begins with "$" before it writes the file: an entry point with "$@" then drops the command that it is to start.',
  references: ['https://docs.docker.com/reference/dockerfile/#here-documents'],
  on: project => project.get(copies).filter(({ node }) => node.heredocs.length > 0),

  *check(instruction) {
    for (const [index, { name, content, expand }] of instruction.node.heredocs.entries()) {
      const found = expand ? parameter.exec(content) : null
      if (!found) continue
      yield {
        at: instruction
          .at('heredocs')
          .at(index)
          .at('content')
          .slice(found.index, found.index + found[0].length),
        message: `The builder fills in this text, and knows no "${found[0]}", so the file has nothing in its place. Quote the mark to keep the text as it is: <<"${name}".`,
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        COPY --chmod=755 <<EOF /entrypoint.sh
        #!/bin/sh
        /prepare
        exec "«$@»"
        EOF
      `,
    },
    {
      title: 'quoted, escaped, or for the shell of a RUN',
      good: dockerfile`
        FROM debian:13.1-slim
        ARG PORT=8080
        COPY --chmod=755 <<'EOF' /entrypoint.sh
        exec "$@"
        EOF
        COPY --chmod=755 <<EOF /start.sh
        exec /shop --port $PORT "\\$@"
        EOF
        RUN <<EOF
        set -e -- a b
        echo "$@"
        EOF
      `,
    },
  ],
})
