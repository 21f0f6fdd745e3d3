import { officialName } from '../../facts/base-images.ts'
import type { Project } from '../../project.ts'
import { finalStages, type Instruction, type Stage } from './dockerfile.ts'
import { isDistroless } from './image-content.ts'
import { type Command, scriptsOf } from './shell/run.ts'
import { isRoot } from './user.ts'

/** A USER with a name that nothing gives a number: the base image has none of that name, and no instruction makes it. */
export interface MissingUser {
  readonly instruction: Instruction
  readonly name: string
}

/** The users of /etc/passwd in the images of Debian, Ubuntu and Alpine, and those that packages of another name make. */
const systemUsers = new Set(
  (
    'root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats nobody _apt ubuntu systemd-network adm halt shutdown ' +
    'operator postmaster cron ftp sshd at squid xfs cyrus vpopmail ntp smmsp guest svn amqp git mysql'
  ).split(' '),
)
const ownUsers: Readonly<Record<string, readonly string[]>> = {
  alpine: [],
  debian: [],
  golang: [],
  node: ['node'],
  php: ['www-data'],
  python: [],
  ruby: [],
  rust: [],
  ubuntu: [],
}
/** Programs that take names of users and make none. */
const harmless = new Set('cd chgrp chmod chown cp find install ln mkdir mv rm setcap setfacl touch'.split(' '))

/** Of each image, the last USER, where there is no such user. */
export function missingUsers(project: Project): MissingUser[] {
  return project.get(finalStages).flatMap(stage => {
    const instruction = stage.effective('USER')
    if (!instruction || stage.windows) return []
    const name = stage.resolve(instruction)?.trim().split(':')[0] ?? ''
    if (!/^[a-z_][\w-]*$/i.test(name) || isRoot(name) || !lacks(stage.root, name)) return []
    return stage.chain.some(({ instructions }) => instructions.some(each => mayMake(each, name))) ? [] : [{ instruction, name }]
  })
}

function lacks({ image, imageName }: Stage, name: string): boolean {
  if (imageName === 'scratch') return true
  if (!image) return false
  if (isDistroless(image.registry, image.repository)) return !/^(?:root|nobody|nonroot)$/.test(name)
  const official = officialName(image) ?? ''
  return Object.hasOwn(ownUsers, official) && !systemUsers.has(name) && !ownUsers[official]!.includes(name)
}

/** Whether an instruction may make a user: it names it to a program that could, runs a script, or brings files into /etc. */
function mayMake(instruction: Instruction, name: string): boolean {
  const { keyword, node } = instruction
  if (keyword === 'COPY' || keyword === 'ADD') return node.text.includes('passwd') || /^\/(?:etc)?\/*$/.test(node.words.at(-1)?.value ?? '')
  return (
    keyword === 'RUN' &&
    scriptsOf(instruction).some(
      ({ tree, shell, commands }) => shell === 'other' || tree.text.includes('passwd') || commands.some(command => mayName(command, name)),
    )
  )
}

function mayName({ name, nameWord, words }: Command, user: string): boolean {
  if (name === undefined || nameWord.raw.includes('/') || /^(?:(?:ba|da|a|z|k)?sh|source|\.|eval|ansible-playbook|just|make|python\d?)$|\.sh$/.test(name))
    return true
  // A variable may hold any name.
  return !harmless.has(name) && words.some(({ value, raw }) => raw.includes(user) || (value === undefined && /^(?:user|group|add|newusers)/.test(name)))
}
