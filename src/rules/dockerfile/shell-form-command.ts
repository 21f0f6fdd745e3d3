import { finalStages } from '../../model/dockerfile.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

/** What only a shell understands; plain words can be written as a list just as well. */
const shellSyntax = /[$&|;<>(){}*?~`"'\\=#]/

export default rule({
  severity: 'warning',
  summary: 'Write CMD and ENTRYPOINT as JSON lists.',
  why: 'In the shell form a shell is process 1 and passes no signals on: the program never hears SIGTERM, and each stop waits for the kill after 30 seconds.',
  peers: ['hadolint:DL3025', 'buildkit:JSONArgsRecommended'],
  references: ['https://docs.docker.com/reference/build-checks/json-args-recommended/'],
  on: finalStages,

  *check(stage) {
    // Whoever sets SHELL has chosen one.
    if (stage.effective('SHELL')) return
    for (const keyword of ['ENTRYPOINT', 'CMD']) {
      const command = stage.effective(keyword)
      if (!command || command.stage !== stage || command.node.json || command.node.text.trim() === '') continue
      // "exec" hands process 1 over to the program.
      if (/^\s*exec\s/.test(command.node.text)) continue
      const words = shellSyntax.test(command.node.text) ? undefined : command.node.text.trim().split(/\s+/)
      const list = words ? JSON.stringify(words).replaceAll('","', '", "') : undefined
      yield {
        at: command,
        message: `${keyword} in the shell form makes a shell process 1, and the program never hears SIGTERM. Write ${list ? `${keyword} ${list}` : `${keyword} ["sh", "-c", "exec …"], or start the program as a list`}.`,
        ...(list && { fix: replace(command.at('text'), list) }),
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        USER 10001
        «CMD node server.js»
      `,
      fixed: dockerfile`
        FROM node:22.21.0-slim
        USER 10001
        CMD ["node", "server.js"]
      `,
    },
    {
      title: 'what needs a shell',
      bad: dockerfile`
        FROM node:22.21.0-slim
        «ENTRYPOINT node server.js --port $PORT»
      `,
    },
    {
      good: dockerfile`
        FROM golang:1.24 AS build
        CMD go test ./...
        FROM mcr.microsoft.com/windows/servercore:ltsc2025
        SHELL ["powershell", "-Command"]
        CMD Start-Service shop
      `,
    },
  ],
})
