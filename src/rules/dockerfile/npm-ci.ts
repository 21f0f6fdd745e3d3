import { lockfiles, modernYarns } from '../../model/dockerfile/package/lockfile.ts'
import { callOf, nodeInstalls, type PackageCommand } from '../../model/dockerfile/package/package-install.ts'
import { addWord } from '../../model/dockerfile/shell/run.ts'
import { isSet } from '../../model/dockerfile/shell/shell-variable.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

/** Flags with which a manager does something else, or holds to the lockfile already. */
const others = [
  'g',
  'global',
  'no-package-lock',
  'package-lock-only',
  'lockfile-only',
  'frozen-lockfile',
  'no-lockfile',
  'no-frozen-lockfile',
  'immutable',
  'no-immutable',
]
/** Those that hold to it by themselves when they are told that nobody watches. */
const flags: Readonly<Record<string, { readonly flag: string; readonly variables: readonly string[] }>> = {
  yarn: { flag: '--frozen-lockfile', variables: ['YARN_FROZEN_LOCKFILE'] },
  modernYarn: { flag: '--immutable', variables: ['CI', 'YARN_ENABLE_IMMUTABLE_INSTALLS'] },
  pnpm: { flag: '--frozen-lockfile', variables: ['CI'] },
  bun: { flag: '--frozen-lockfile', variables: ['CI'] },
}

export default rule({
  severity: 'info',
  summary: 'Install what the lockfile says, and nothing else.',
  why: 'A plain install changes the lockfile when package.json asks for more, so the image holds versions that nobody has reviewed. "npm ci" fails instead, and is faster.',
  references: ['https://docs.npmjs.com/cli/v11/commands/npm-ci', 'https://pnpm.io/cli/install#--frozen-lockfile'],
  on: nodeInstalls,

  *check(call, { project }) {
    const { command, manager, actionWord } = call
    const lockfile = isPlain(call) ? project.get(lockfiles)(command.script.instruction, manager.family) : undefined
    if (!lockfile) return
    const modern = manager.family === 'yarn' && project.get(modernYarns).has(command.script.stage)
    const strict = flags[modern ? 'modernYarn' : manager.family]
    if (strict?.variables.some(name => isSet(command, name))) return
    yield {
      at: command.at(actionWord),
      message: `"${callOf(call)}" may install other versions than those of "${lockfile.name}". Write "${strict ? `${callOf(call)} ${strict.flag}` : `${call.program} ci`}": it holds to the lockfile, and fails where that does not fit package.json.`,
      related: [{ at: lockfile.at, message: 'the lockfile' }],
      ...(lockfile.named && { fix: strict ? addWord(command, actionWord, strict.flag) : replace(command.at(actionWord), 'ci') }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:24-slim
        COPY package.json package-lock.json ./
        RUN npm «install» --omit=dev && npm run build
      `,
      fixed: dockerfile`
        FROM node:24-slim
        COPY package.json package-lock.json ./
        RUN npm ci --omit=dev && npm run build
      `,
    },
    {
      title: 'yarn and pnpm, in a stage below, or mounted',
      bad: dockerfile`
        FROM node:24-slim AS base
        COPY package.json yarn.lock ./
        FROM base
        RUN «yarn» && yarn build
        RUN --mount=type=bind,source=pnpm-lock.yaml,target=pnpm-lock.yaml pnpm «install» --prod
      `,
      fixed: dockerfile`
        FROM node:24-slim AS base
        COPY package.json yarn.lock ./
        FROM base
        RUN yarn --frozen-lockfile && yarn build
        RUN --mount=type=bind,source=pnpm-lock.yaml,target=pnpm-lock.yaml pnpm install --frozen-lockfile --prod
      `,
    },
    {
      title: 'a pattern, which may match none',
      bad: dockerfile`
        FROM node:24-slim
        COPY package*.json ./
        RUN npm «i»
      `,
    },
    {
      title: 'held to already, no lockfile, or packages by name',
      good: dockerfile`
        FROM node:24-slim
        RUN npm install
        COPY package.json package-lock.json yarn.lock* pnpm-lock.yaml ./
        RUN npm ci && npm install -g serve@14.2.5 && npm install --package-lock-only && yarn install
        ENV CI=true
        RUN pnpm install && pnpm install --frozen-lockfile
      `,
    },
  ],
})

function isPlain({ action, operands, given }: PackageCommand): boolean {
  return /^i(?:n|ns|nst|nsta|nstal|nstall|snt|sntall)?$/.test(action) && operands.length === 0 && !given.has(...others)
}
