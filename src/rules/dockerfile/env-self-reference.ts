import { environmentOf } from '../../languages/dockerfile/index.ts'
import { variables } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Do not use a variable in the ENV that sets it.',
  why: 'All values of one ENV are worked out before any of them is set, so the variable is still empty, and the path or version built from it is wrong.',
  peers: ['hadolint:DL3044'],
  references: ['https://docs.docker.com/reference/dockerfile/#environment-replacement'],
  // An ARG sees those before it in the same instruction.
  on: where(variables, ({ keyword, node }) => keyword === 'ENV' && node.pairs.length > 1),

  *check(instruction) {
    const { node, stage } = instruction
    const environment = environmentOf(stage.dockerfile.value!)
    const setters = new Map(node.pairs.toReversed().map(({ key }, index) => [key, node.pairs.length - 1 - index]))
    for (const [index, { key, rawValue = '' }] of node.pairs.entries()) {
      const name = environment.expand(rawValue, node).used.find(used => {
        const setter = setters.get(used)
        return setter !== undefined && (setter !== index || key !== used) && !environment.declares(used, node)
      })
      if (name === undefined) continue
      yield {
        at: instruction.at('pairs').at(index).at('value'),
        message: `"${key}" uses $${name}, which this same ENV sets: it gets the value from before, ${name === 'PATH' ? "the base image's" : 'most likely none'}. Set "${name}" in an ENV of its own above.`,
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        ENV JAVA_HOME=/opt/java \
            JAVA_OPTS=«"-Dhome=\${JAVA_HOME}/conf"» \
            PATH=«$JAVA_HOME/bin:$PATH»
      `,
    },
    {
      title: 'a name that only starts alike, a variable that was set before, and the old value of the variable itself',
      good: dockerfile`
        FROM debian:13.1-slim
        ARG VERSION=1.2
        ENV HOME=/srv HOME_DIR=$HOME_BASE/x PATH=/srv/bin:$PATH
        ENV VERSION=$VERSION IMAGE=shop-$VERSION TEXT='$VERSION'
        ARG NAME=shop FILE=$NAME.tar
      `,
    },
  ],
})
