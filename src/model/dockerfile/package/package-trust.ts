import { flatMap } from '../../../flat-map.ts'
import type { Project, Query } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { packageCommands } from './package-install.ts'
import type { Family } from '../../../facts/package-managers.ts'
import { argumentsOf, commandsNamed, type Flag, runScripts, scriptsOf } from '../shell/run.ts'

/** A flag or setting with which packages are installed that nobody vouches for. */
export interface Distrust {
  readonly at: Ref<unknown>
  /** As written. */
  readonly text: string
}

interface Signs {
  readonly families?: readonly Family[]
  /** Other programs with such flags. */
  readonly programs?: readonly string[]
  readonly flags: RegExp
  /** `name=value` behind `-o` or `--setopt`. */
  readonly settings?: RegExp
  /** In a file that the script writes. */
  readonly text?: RegExp
}

export const aptDistrusts = distrusts({
  families: ['apt'],
  flags: /^(?:allow-unauthenticated|force-yes|allow-insecure-repositories)$/,
  settings: /^(?:APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories)=(?:true|yes|1)$/i,
  // What is in the image already came from somewhere else.
  text: /\btrusted(?:=|:[ \t]*)yes\b(?![^\]\n]{0,80}\][ \t]+(?:file|copy|cdrom):)/gi,
})

export const apkDistrusts = distrusts({ families: ['apk'], flags: /^allow-untrusted$/ })

export const rpmDistrusts = distrusts({
  families: ['dnf', 'yum', 'zypper'],
  programs: ['rpm', 'yum-config-manager'],
  flags: /^(?:nogpgcheck|no-gpgchecks|no-gpg-checks|nosignature|nodigest|nofiledigest|noverify|allow-unsigned-rpm|gpgcheck-allow-unsigned(?:-repo|-package)?)$/,
  settings: /(?:^|\.)(?:gpgcheck|sslverify)=(?:0|no|false|off)$/i,
  text: /(?<!setopt[ =]?)(?:^|[\s"']|\\n)(?:gpgcheck|sslverify)[ \t]?=[ \t]?(?:0|no|false|off)\b/gi,
})

function distrusts({ families = [], programs = [], flags, settings, text }: Signs): Query<Distrust> {
  const isSign = ({ name, value }: Flag): boolean => flags.test(name) || (/^(?:o|option|setopt)$/.test(name) && (settings?.test(value ?? '') ?? false))
  return project => [...project.subjects(flagged(families, programs, isSign)), ...(text ? writtenIn(project, text) : [])]
}

function flagged(families: readonly Family[], programs: readonly string[], isSign: (flag: Flag) => boolean): Query<Distrust> {
  const named = commandsNamed(...programs)
  return project => {
    const calls = project.subjects(packageCommands).filter(({ manager }) => families.includes(manager.family))
    const others = named(project)
    const given = [
      ...calls.map(({ command, given: { flags } }) => ({ command, flags })),
      ...others.map(command => ({ command, flags: argumentsOf(command, { values: ['setopt'] }).flags })),
    ]
    return flatMap(given, ({ command, flags }) =>
      flags.filter(isSign).map(({ word, valueWord }) => ({
        at: command.at(valueWord ? { range: { start: word.range.start, end: valueWord.range.end } } : word),
        text: valueWord ? `${word.raw} ${valueWord.raw}` : word.raw,
      })),
    )
  }
}

function writtenIn(project: Project, pattern: RegExp): Distrust[] {
  return flatMap(project.get(runScripts), script => {
    if (script.tree.text.search(pattern) < 0) return []
    // The first script of a RUN holds the text of the others.
    if (scriptsOf(script.instruction)[0] !== script) return []
    return Array.from(script.tree.text.matchAll(pattern), ({ 0: found, index }) => {
      const text = found.replace(/^(?:\\n|[\s"'])/, '')
      const end = index + found.length
      return { at: script.at({ range: { start: end - text.length, end } }), text }
    })
  })
}
