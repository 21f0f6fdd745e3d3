import { officialName } from '../../facts/base-images.ts'
import type { Project } from '../../project.ts'
import type { Stage } from './dockerfile.ts'
import { isDistroless } from './image-content.ts'
import { argumentsOf, type Command, commandsNamed } from './shell/run.ts'
import { type KnownShell, systemShell } from './shell/system-shell.ts'

const makers = commandsNamed('useradd', 'adduser')
/** Flags of both, of BusyBox too, whose value is a word of its own. */
const values = 'b c d e f g G h k K p R P s u Z base-dir comment gecos gid groups home home-dir ingroup shell skel uid'.split(' ')

/** The numbers of users that images bring, where nothing in the Dockerfile makes them: from the Dockerfiles of the images. */
const imageUsers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'denoland/deno': { deno: '1993' },
  'jenkins/inbound-agent': { jenkins: '1000' },
  'jenkins/jenkins': { jenkins: '1000' },
  nginx: { nginx: '101' },
  node: { node: '1000' },
  'oven/bun': { bun: '1000' },
}
/** Those that a distribution brings, from its /etc/passwd. */
const systemUsers: Readonly<Partial<Record<KnownShell, Readonly<Record<string, string>>>>> = {
  ash: { nobody: '65534', 'www-data': '82' },
  dash: { nobody: '65534', 'www-data': '33' },
}

/** What is known of a user by name. */
export interface NamedUser {
  /** Undefined where nothing says it. */
  readonly number: string | undefined
  /** A RUN makes it, so its number can be chosen. */
  readonly made: boolean
}

/** Tells the number of a user by name: that with which a RUN of a stage, or of those below it, makes it, or that of the base image. */
export function namedUsers(project: Project): (stage: Stage, name: string) => NamedUser {
  const made = new Map<Stage, Map<string, NamedUser>>()
  for (const command of project.get(makers)) {
    const { name, number } = userIn(command)
    if (name === undefined) continue
    const { stage } = command.script
    made.set(stage, (made.get(stage) ?? new Map<string, NamedUser>()).set(name, { number, made: true }))
  }
  return (stage, name) => {
    for (const link of stage.chain) {
      const user = made.get(link)?.get(name)
      if (user) return user
    }
    return { number: numberInBase(stage, name), made: false }
  }
}

function userIn(command: Command): { readonly name: string | undefined; readonly number: string | undefined } {
  const given = argumentsOf(command, { values })
  const number = given.value('u', 'uid')
  return { name: given.operands[0]?.value, number: number && /^[1-9]\d*$/.test(number) ? number : undefined }
}

function numberInBase(stage: Stage, name: string): string | undefined {
  const { image } = stage.root
  if (name === 'nonroot' && image && (image.registry === 'cgr.dev' || isDistroless(image.registry, image.repository))) return '65532'
  const own = image && imageUsers[officialName(image) ?? (image.registry === 'docker.io' ? image.repository : '')]
  const shared = systemUsers[systemShell(stage) ?? 'ksh']
  return [own, shared].flatMap(users => (users && Object.hasOwn(users, name) ? [users[name]] : []))[0]
}
