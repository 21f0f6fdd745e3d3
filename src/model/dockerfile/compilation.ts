import type { Project } from '../../project.ts'
import { finalStages, type Instruction, type Stage } from './dockerfile.ts'
import { scriptsOf } from './shell/run.ts'

/** A program that is compiled in the image that ships. */
export interface Compilation {
  readonly stage: Stage
  readonly instruction: Instruction
  /** `go build` */
  readonly command: string
}

/** Compilers: what they make is to be shipped, not they. */
const compile =
  /^(?:go (?:build|install)|cargo (?:build|install)|mvnw? (?:\S+ )*(?:package|install|verify)|gradlew? (?:\S+ )*(?:build|assemble|bootJar|installDist)|dotnet (?:build|publish)|gcc|g\+\+|cmake --build|make(?: all| install| build)?|swift build|sbt (?:\S+ )*assembly)(?=\s|$)/

const removal =
  /^(?:apk (?:-\S+ )*del|(?:apt|apt-get|aptitude) (?:-\S+ )*(?:purge|remove|autoremove)|(?:yum|dnf|microdnf|zypper) (?:-\S+ )*(?:remove|erase|rm))\b/

/** Of each image that ships with the compiler that made it, the first compilation. */
export function shippedCompilations(project: Project): Compilation[] {
  return project.get(finalStages).flatMap(stage => compilationOf(stage) ?? [])
}

/** The first compilation in an image that is started; one that has no command of its own is meant to compile for others. */
export function compilationOf(stage: Stage): Compilation | undefined {
  if (stage.fragment || (!stage.effective('CMD') && !stage.effective('ENTRYPOINT'))) return undefined
  for (const { instructions } of stage.chain)
    for (const instruction of instructions) {
      const command = compilerIn(instruction)
      if (command !== undefined) return { stage, instruction, command }
    }
  return undefined
}

function compilerIn(instruction: Instruction): string | undefined {
  if (instruction.keyword !== 'RUN') return undefined
  for (const script of scriptsOf(instruction)) {
    const lines = script.commands.map(({ name, words }) => [name ?? '$', ...words.map(({ value, raw }) => value ?? raw)].join(' '))
    const index = lines.findIndex(line => compile.test(line))
    // A compiler that is gone by the end of its RUN is in no layer.
    if (index >= 0 && !lines.slice(index).some(line => removal.test(line))) return compile.exec(lines[index]!)![0]
  }
  return undefined
}
