import { credentialIn, isPlaceholder, isSensitiveName, secretUnder } from '../../languages/secret.ts'
import type { Range, Word } from '../../languages/shell/index.ts'
import { flatMap } from '../../flat-map.ts'
import { argumentsOf, type Command, runScripts, type Script, startScripts, type WrittenCommand } from '../../model/dockerfile/shell/run.ts'
import { once } from '../../languages/once.ts'
import { where } from '../../model/where.ts'
import type { Project } from '../../project.ts'
import { dockerfile, rule } from '../../rule.ts'

/** How a program is given a password under a short flag; some want the name of an account before it, as in `-u name:password`. */
interface Login {
  readonly programs: readonly string[]
  readonly action?: RegExp
  readonly flags: readonly string[]
  readonly account?: true
}

const logins: readonly Login[] = [
  { programs: ['docker', 'podman', 'nerdctl', 'buildah', 'skopeo', 'oras', 'crane'], action: /^(?:auth )?login\b/, flags: ['p'] },
  { programs: ['helm'], action: /^registry login\b/, flags: ['p'] },
  { programs: ['az'], action: /^login\b/, flags: ['p', 'federated-token'] },
  { programs: ['doctl'], action: /^auth init\b/, flags: ['t', 'access-token'] },
  { programs: ['curl'], flags: ['u', 'user'], account: true },
  { programs: ['sshpass'], flags: ['p'] },
]
const loginBy: ReadonlyMap<string | undefined, Login> = new Map(logins.flatMap(login => login.programs.map(program => [program, login] as const)))

export default rule({
  severity: 'error',
  summary: 'Keep credentials out of commands.',
  why: 'The command stands in the history of the image, so everyone who can pull it can read them with "docker history", and in Git besides.',
  presets: ['recommended', 'security'],
  peers: ['trivy:DS-0031'],
  references: ['https://docs.docker.com/build/building/secrets/'],
  on: where(scripts, script => script.commands.some(({ written }) => secretsOf(written).length > 0)),

  *check(script) {
    const { keyword } = script.instruction
    const instead =
      keyword === 'CMD' || keyword === 'ENTRYPOINT' || keyword === 'HEALTHCHECK'
        ? 'Give it to the container when it runs, and let the program read it there'
        : 'Mount it instead ("RUN --mount=type=secret,id=…") and read it from "/run/secrets"'
    for (const { what, range } of innermost(flatMap(script.commands, secretsInScript))) {
      yield {
        at: script.at({ range }),
        message: `This ${keyword} holds ${what}, and everyone who can pull the image can read it in its history. ${instead}.`,
      }
    }
  },

  examples: [
    {
      title: 'in a script that a shell is given',
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN make && sh -c "curl -u «shop:n4vYq8s2Zt» https://shop.example.com/a"
      `,
    },
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && \
            curl --fail -u «deploy:q8Wz-33-rivet» https://example.com/shop.tgz | tar -xz && \
            sudo helm registry login example.com -u deploy -p «q8Wz-33-rivet»
        RUN «SESSION_SECRET=tr0ub4dor-and-3-friends» ./configure --admin-password «tr0ub4dor-and-3»
        RUN git clone «https://deploy:q8Wz33rivet@git.example.com/shop.git»
        RUN aws configure set aws_secret_access_key «wJalrXUtnFEMIbPxRfiCYzK7MDENGbxRfiCY»
      `,
    },
    {
      title: 'what the container is started with, and a flag that has it attached',
      bad: dockerfile`
        FROM redis:8.4
        RUN mysql --user=root «-pq8Wz-33-rivet» --execute='select 1'
        CMD ["redis-server", "--requirepass", "«q8Wz-33-rivet»"]
      `,
    },
    {
      title: 'mounted, given by a variable, or none',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN --mount=type=secret,id=token curl -u "deploy:$(cat /run/secrets/token)" https://example.com/shop.tgz
        RUN docker login --username deploy --password-stdin < /run/secrets/token
        RUN --mount=type=secret,id=pw,env=PW ./configure --password "$PW" --password-file /run/secrets/pw
        RUN git clone https://git@git.example.com/shop.git && curl -u "$USER:$PASS" https://example.com
        RUN useradd --password '*' shop && adduser --disabled-password --gecos '' other
      `,
    },
  ],
})

interface Secret {
  readonly what: string
  readonly range: Range
}

function scripts(project: Project): readonly Script[] {
  return [...project.get(runScripts), ...project.get(startScripts)]
}

const secretsOf = once(secretsIn)

/** Those of a command, where they stand in its script. */
function secretsInScript({ written, inScript }: Command): Secret[] {
  return secretsOf(written).map(({ what, range }) => ({ what, range: inScript(range) }))
}

/** One for each place: what sudo and its like start is a command of its own with the same words, and so is what stands in a word of `sh -c`. */
function innermost(secrets: readonly Secret[]): Secret[] {
  return secrets.filter(({ range }, index) =>
    secrets.every((other, at) => other.range.start < range.start || other.range.end > range.end || (isSame(other.range, range) && at >= index)),
  )
}

function isSame(one: Range, other: Range): boolean {
  return one.start === other.start && one.end === other.end
}

function secretsIn(command: WrittenCommand): Secret[] {
  const found: Secret[] = []
  for (const { name, value, range } of command.node.assignments) {
    const what = value?.value === undefined ? undefined : secretUnder(name, value.value)
    if (what) found.push({ what, range })
  }
  for (const { heredoc } of command.node.redirects) {
    const credential = heredoc && credentialIn(heredoc.content)
    if (credential) found.push({ what: credential.what, range: { start: heredoc.range.start + credential.start, end: heredoc.range.start + credential.end } })
  }
  const login = loginBy.get(command.name)
  if (login) found.push(...loginSecrets(command, login))
  if (/^(?:mysql|mariadb)/.test(command.name ?? '')) found.push(...flatMap(command.words, attachedPassword))
  let before: Word | undefined
  for (const word of command.words) {
    const what = credentialIn(word.value ?? word.raw)?.what ?? secretBehind(before, word)
    if (what) found.push({ what, range: word.range })
    before = word
  }
  return found
}

/** `-ppassword` of the programs of MySQL. */
function attachedPassword({ value, range }: Word): Secret[] {
  const password = /^-p([^]+)$/.exec(value ?? '')?.[1]
  return password === undefined || isPlaceholder(password) ? [] : [{ what: 'a password', range }]
}

/** What stands behind a name of a secret: `--token value`, `set aws_secret_access_key value`. */
function secretBehind(before: Word | undefined, { value }: Word): string | undefined {
  const [, flag, own] = (value?.startsWith('--') && /^--([\w-]+)=([^]+)$/.exec(value)) || []
  if (flag !== undefined && own !== undefined) return secretUnder(flag, own)
  const name = /^(?:-{1,2}[a-z][\w-]*|aws_\w+)$/i.exec(before?.value ?? '')?.[0].replace(/^-+/, '')
  return name === undefined || value === undefined || value.startsWith('-') || !isSensitiveName(name) ? undefined : secretUnder(name, value)
}

function* loginSecrets(command: WrittenCommand, { action, flags, account }: Login): Generator<Secret> {
  if (action && !action.test(command.words.map(({ value }) => value ?? '$').join(' '))) return
  for (const { name, value, valueWord } of argumentsOf(command, { values: ['u', 'user', 'p', 't', 'o', 'H', 'X', 'd', ...flags] }).flags) {
    const secret = account ? /^[^:]*:([^]+)$/.exec(value ?? '')?.[1] : value
    if (flags.includes(name) && secret !== undefined && !isPlaceholder(secret) && valueWord) yield { what: 'a password', range: valueWord.range }
  }
}
