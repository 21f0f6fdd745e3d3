import { type Unassigned, unassignedVariables } from '../../model/dockerfile/shell/unassigned.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Use variables in RUN that are set.',
  why: 'The shell takes a variable that nothing sets for an empty text, and the build goes on: what is written to a file lacks it, a path ends too early.',
  peers: ['hadolint:SC2154', 'hadolint:SC2153'],
  references: ['https://www.shellcheck.net/wiki/SC2154', 'https://docs.docker.com/reference/dockerfile/#scope'],
  options: {
    names: option<'sure' | 'small'>(
      'sure',
      'Which are judged: those that are empty for "sure", "$1" and names in capitals too, or all that are written "small", ARGs above FROM and what a sourced file may set among them.',
      { schema: { enum: ['sure', 'small'] } },
    ),
  },
  on: unassignedVariables,

  *check(variable, { options }) {
    const { script, part, reason, opaque } = variable
    // Of ARGs above FROM, another rule tells.
    const reported = options.names === 'sure' ? !opaque && reason !== 'global' : reason === 'similar' || (reason !== 'argument' && /[a-z]/.test(part.name))
    if (!reported) return
    yield { at: script.at(part), check: /[a-z]/.test(part.name) ? 'hadolint:SC2154' : 'hadolint:SC2153', message: faultOf(variable) }
  },

  examples: [
    {
      title: 'meant for another program, lost, or misspelled',
      bad: dockerfile`
        FROM nginx:1.29.3
        ENV UPSTREAM_PORT=8080
        RUN echo "proxy_set_header Host «$host»; proxy_pass http://shop:«$UPSTREAMPORT»;" > /etc/nginx/conf.d/shop.conf
        RUN export release=7 && echo "$release"
        RUN echo "release «$release»" && awk "{ print «$1» }" /etc/passwd
        RUN cat > /start.sh <<EOF
        exec nginx "«$@»"
        EOF
      `,
    },
    {
      title: 'small letters alone',
      options: { names: 'small' },
      bad: dockerfile`
        ARG release
        FROM debian:13.1-slim
        RUN . /shop.env && echo "«$release» «$channel» $1 $NAME"
      `,
    },
    {
      title: 'set by ARG, ENV, the script, a mount, or perhaps by the base image',
      good: dockerfile`
        FROM nginx:1.29.3
        ARG release
        RUN name=shop && echo "$release $name $NGINX_VERSION $HOME \${channel:-stable} $http_proxy" && awk '{ print $1 }' /etc/passwd
        RUN --mount=type=secret,id=key,env=api_key curl -H "$api_key" https://example.com
        RUN . /etc/os-release && echo "$codename" "$(f() { echo "$1"; }; f a)"
        RUN cat > /start.sh <<'EOF'
        exec nginx "$@"
        EOF
        ONBUILD ARG theme
        ONBUILD RUN echo "$theme" > /theme
      `,
    },
  ],
})

function faultOf({ part: { name }, reason, role, quoted, similar }: Unassigned): string {
  const text = `"$${name}"`
  switch (reason) {
    case 'similar':
      return `${text} is set nowhere, so it is empty here. Did you mean "$${similar}"?`
    case 'lost':
      return `${text} is empty here: what another RUN sets ends with it. Set it with ENV, or in this RUN.`
    case 'global':
      return `${text} is empty here, as an ARG above FROM is for FROM alone. Write "ARG ${name}" in this stage.`
    default:
      if (role === 'heredoc')
        return `The shell fills in ${text} before the text is written, and nothing sets it here, so it is left out. Quote the mark of the heredoc: <<'EOF'.`
      return `Nothing sets ${text} here, so it is empty.${quoted ? ` If another program is to read it, write it in single quotes, or as "\\$${name}".` : ' Set it with ARG or ENV, or write what you mean.'}`
  }
}
