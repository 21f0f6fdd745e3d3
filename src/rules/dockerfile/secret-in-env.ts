import { isSensitiveName, secretUnder } from '../../languages/secret.ts'
import { matchesPattern } from '../../languages/name-pattern.ts'
import { type VariableSetting, variableSettings } from '../../model/dockerfile/variable.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Keep credentials out of ENV and ARG.',
  why: 'Both stand in the history of the image: everyone who can pull it can read them with "docker history".',
  presets: ['recommended', 'security'],
  peers: ['hadolint:DL3064', 'buildkit:SecretsUsedInArgOrEnv', 'trivy:DS-0031'],
  references: ['https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/'],
  options: {
    names: option<string[]>(
      [],
      'Names that are reported whatever their value; once there are any, nothing else is. "key" is a word between "_"; "git_key" and "*key*" are whole names.',
    ),
    harmless: option<string[]>([], 'Words that make such a name harmless, for instance "public".'),
  },
  on: variableSettings,

  *check(setting, { options }) {
    const { keyword, key, value, at } = setting
    const instead = keyword === 'ARG' ? 'Mount it while building: "RUN --mount=type=secret".' : 'Give it to the container when it runs.'
    if (options.names.length > 0) {
      if (isNamed(key, options.names) && !isNamed(key, options.harmless))
        yield { at, message: `${keyword} "${key}" is called like a secret, and everyone who can pull the image can read its value. ${instead}` }
      return
    }
    const what = value === undefined ? undefined : secretUnder(key, value)
    if (what) yield { at, message: `${keyword} "${key}" holds ${what}, and everyone who can pull the image can read it. ${instead}` }
    else if (asksForSecret(setting))
      yield {
        at,
        severity: 'warning',
        message: `${keyword} "${key}" takes a secret from the build, and its value stays in the history of the image. ${instead}`,
      }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        ARG «NPM_TOKEN=q8Wz-33-rivet-gasket»
        ENV PORT=3000 «SESSION_SECRET=tr0ub4dor-and-3-friends»
      `,
    },
    {
      title: 'what the build is given stays in a shipped stage',
      bad: dockerfile`
        FROM node:22.21.0-slim
        ARG «NPM_TOKEN»
        ENV «AUTH_TOKEN=\${NPM_TOKEN}»
        ONBUILD ARG «GIT_TOKEN»
      `,
    },
    {
      title: 'by names alone',
      options: { names: ['key', '*private*'], harmless: ['public'] },
      bad: dockerfile`
        FROM node:22.21.0-slim
        ENV «GIT_KEY=» KEYBOARD=us PUBLIC_KEY=x API_TOKEN=q8Wz-33-rivet-gasket «is_private_build=1»
      `,
    },
    {
      title: 'names of other things, and a stage that is not shipped',
      good: dockerfile`
        ARG NPM_TOKEN
        FROM node:22.21.0-slim AS build
        ARG NPM_TOKEN
        FROM node:22.21.0-slim
        ENV PASSWORD_FILE=/run/secrets/db DB_PASSWORD= KEY_ALIAS=alias/shop TOKEN_URL=$AUTH
        RUN --mount=type=secret,id=npm npm ci
      `,
    },
  ],
})

function isNamed(name: string, patterns: readonly string[]): boolean {
  const lower = name.toLowerCase()
  const words = lower.split('_')
  return patterns.some(pattern => (/[*_]/.test(pattern) ? matchesPattern(pattern.toLowerCase(), lower) : words.includes(pattern.toLowerCase())))
}

/** A secret that the build is to be given, and that the image then keeps. */
function asksForSecret({ keyword, key, value, shipped }: VariableSetting): boolean {
  if (!shipped || !isSensitiveName(key)) return false
  return value === undefined ? keyword === 'ARG' : /^\$(?:\w+|\{\w+\})$/.test(value)
}
