import { flatMap } from '../../flat-map.ts'
import type { SimpleCommand, Word } from '../../languages/shell/index.ts'
import type { Script } from '../../model/dockerfile/shell/run.ts'
import { shellScriptsWith, wordsIn } from '../../model/dockerfile/shell/shell-text.ts'
import { variablesOf } from '../../model/dockerfile/shell/word-splitting.ts'
import { baseName } from '../../model/dockerfile/shell/shells.ts'
import { dockerfile, option, replace, rule } from '../../rule.ts'

/** Programs that are given a text in which "$" is theirs, or another shell's. */
const readers =
  /^(?:[egf]*grep|[gmn]?awk|alias|apt|bash|busybox|cmake|dash|dconf|docker-entrypoint\S*|dpkg-query|dpkg|env|envsubst|eval|find|git|jq|ksh|mongo|mongosh|node|nodejs|perl|php\d*|ps|psql|python[\d.]*|rename|rg|rpm|rpmbuild|ruby|sh|ssh|su|sudo|tclsh|trap|unset|xargs|xidel|yq|zsh|docker|podman|oc|kubectl|mysql|sqlite3|doas)$/
/** The last line in a script of sed, with what is done to it: `$d`, `$p`. */
const lastLine = /\$[{dpsaic](?![a-zA-Z])/

export default rule({
  severity: 'warning',
  summary: 'Write variables that are meant in double quotes.',
  why: 'Between single quotes the shell fills in nothing: the command gets the name of the variable instead of what it holds.',
  peers: ['hadolint:SC2016'],
  references: ['https://www.shellcheck.net/wiki/SC2016'],
  options: {
    names: option<'set' | 'any'>('set', 'Which are reported: ARGs and variables of the script, which exist here alone ("set"), or any, and "$(…)" ("any").', {
      schema: { enum: ['set', 'any'] },
    }),
  },
  on: shellScriptsWith("'"),

  *check(script, { options }) {
    const findIn = options.names === 'any' ? anyIn : setIn(script)
    for (const { role, word, command } of wordsIn(script)) {
      if (command.type !== 'simple' || (role !== 'argument' && (role !== 'assigned' || options.names === 'set'))) continue
      const name = programIn(command)
      if (readers.test(name) || (name === 'sed' && options.names === 'set') || isPrompt(command, word)) continue
      for (const part of word.parts) {
        if (part.type !== 'single' || script.tree.text[part.range.start] !== "'") continue
        const found = findIn(part.value, command)
        if (!found || (name === 'sed' && lastLine.test(part.value))) continue
        const start = part.range.start + 1 + found.index
        yield {
          at: script.at({ range: { start, end: start + found[0].length } }),
          message: `Between single quotes ${name || 'the command'} gets "${found[0]}" as it stands, not what it holds. Write it in double quotes.`,
          ...(!/["`\\!]/.test(part.value) && options.names === 'set' && { fix: replace(script.at(part), `"${part.value}"`) }),
        }
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        ARG VERSION=1.4.2
        RUN curl -fsSLO 'https://example.com/shop-«$VERSION».tar'
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        ARG VERSION=1.4.2
        RUN curl -fsSLO "https://example.com/shop-$VERSION.tar"
      `,
    },
    {
      title: 'any',
      options: { names: 'any' },
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN echo 'export PATH=«$HOME»/bin:$PATH' >> /etc/profile && sed -i 's/8080/«$PORT»/' /etc/shop.conf && sed -i '$d' /etc/shop.conf
        RUN [ "$NAME" = '«$SHOP»' ] && export PS1='$PWD> '
      `,
    },
    {
      title: 'for another program, or for later',
      good: dockerfile`
        FROM debian:13.1-slim
        ARG NAME=shop
        RUN name=shop && sh -c 'echo $name' && awk '{ print $NAME }' /etc/passwd && echo '$5 for $HOME' && \
            echo 'exec $NAME' > /start.sh && echo '$NAME' | tee /etc/shop && time -p bash -c 'echo $name'
      `,
    },
  ],
})

/** Finds the first variable that this build alone has, in a text that is not written to a file or piped to another program for later. */
function setIn(script: Script): (text: string, command: SimpleCommand) => RegExpExecArray | undefined {
  const variables = variablesOf(script)
  const declarations = flatMap(script.stage.chain, ({ instructions }) => instructions).filter(({ keyword }) => keyword === 'ARG')
  const args = new Set(flatMap(declarations, ({ node: { pairs } }) => pairs.map(({ key }) => key)))
  const piped = new Set(flatMap(script.commands, ({ node, pipeline }) => (pipeline.pipes.length > 0 ? node.range.start : [])))
  return (text, { range, redirects }) => {
    if (text.includes('\n') || piped.has(range.start) || redirects.some(({ operator }) => operator.includes('>'))) return undefined
    return [...text.matchAll(/\$\{?([A-Za-z_]\w*)\}?/g)].find(([, name]) => variables.sets(name!) || args.has(name!))
  }
}

function anyIn(text: string): RegExpExecArray | undefined {
  return /\$[{(0-9a-zA-Z_]\w*|`[^`]+`/.exec(text) ?? undefined
}

/** The program that gets the words of a command; `time` belongs to the shell. */
function programIn({ words }: SimpleCommand): string {
  const first = words[0]?.value === 'time' ? words.findIndex(({ raw }, index) => index > 0 && !raw.startsWith('-')) : 0
  return baseName(words[first]?.value ?? '')
}

/** `PS1='$PWD> '`, which the shell fills in when it asks. */
function isPrompt({ assignments }: SimpleCommand, { range }: Word): boolean {
  return assignments.some(({ name, value }) => value?.range.start === range.start && /^(?:PS\d|PROMPT_COMMAND)$/.test(name))
}
