import { comments } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

/** How the tools that read Dockerfiles are told to leave something alone. */
const pragma = /^(?:k8s-lint-disable|hadolint\s+(?:(?:global|stage)\s+)?ignore\s*=|check\s*=.*\bskip=|shellcheck\s+disable=|checkov:skip=|trivy:ignore:)/

export default rule({
  severity: 'warning',
  summary: 'Make exceptions in the configuration, not in comments.',
  why: 'A comment hides a finding where nobody but its author looks; the configuration is one place, with a reason and a date, and owners who review it.',
  presets: [],
  peers: ['hadolint:DL1001'],
  references: ['https://github.com/hadolint/hadolint#ignoring-rules'],
  on: where(comments, ({ value }) => pragma.test(value ?? '')),

  *check(comment) {
    const text = comment.value ?? ''
    yield {
      at: comment,
      message: `"# ${text}" hides findings here, where nobody else looks for exceptions. Mend what it hides, or list the exception under "ignore" in the configuration.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        «# check=skip=JSONArgsRecommended»
        FROM debian:13.1-slim
        «# hadolint ignore=DL3008»
        RUN apt-get update && \
            «# k8s-lint-disable-next-line dockerfile/apt-lists -- the next stage needs them»
            apt-get install --yes nginx
      `,
    },
    {
      title: 'what says how to read the file',
      good: dockerfile`
        # syntax=docker/dockerfile:1
        # check=error=true
        FROM mcr.microsoft.com/windows/servercore:ltsc2025
        # hadolint shell=powershell
        RUN Start-Service shop
        # We do not ignore anything here.
      `,
    },
  ],
})
