import { callOf, nodeInstalls } from '../../model/dockerfile/package/package-install.ts'
import { looseIn, naming } from '../../model/dockerfile/package/package-version.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name the version of each package that npm, yarn or pnpm adds.',
  why: 'Two builds of one commit may hold different versions, so a release that breaks something upstream, or is not what it seems, is in your image on the same day.',
  peers: ['hadolint:DL3016'],
  references: ['https://docs.npmjs.com/cli/v11/commands/npm-install'],
  on: nodeInstalls,

  *check(install) {
    // It takes what package.json lists, and stops at the name of a package.
    if (install.manager.family === 'yarn' && install.action === 'install') return
    const [loose, ...others] = looseIn(install, isPinned)
    if (!loose) return
    yield {
      at: install.command.at(loose.word),
      message: `"${callOf(install)}" takes whatever version of ${naming([loose, ...others])} is the newest on that day. Write ${advice(loose.name)} with the version that you have tested.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:24-slim
        RUN npm install --global --registry https://npm.example.com typescript@5.9.3 «serve»
        RUN npm i -g «@angular/cli» && yarn global add «nodemon» && pnpm add -g «pm2@latest»
        RUN npm install «git+https://git.example.com/shop.git» && npm install «acme/shop»
      `,
    },
    {
      title: 'versions, lists, folders, archives, commits, and what only a build knows',
      good: dockerfile`
        FROM node:24-slim
        ARG PNPM_VERSION
        RUN npm install && npm ci --omit=dev && npm install --loglevel verbose && yarn && pnpm install --frozen-lockfile
        RUN npm install -g pnpm@\${PNPM_VERSION} serve@"14.2.5" '@angular/cli@^21' && npm install \$PACKAGES
        RUN npm install /srv/shop ./admin ~/tools shop-1.4.tgz https://example.com/shop-1.4.tar.gz git+ssh://git@git.example.com/shop.git#v1.4
        RUN npm run install serve && npm uninstall serve && yarn install serve
      `,
    },
  ],
})

/** What has a version other than the newest, or is a folder, an archive, or a commit. */
function isPinned(text: string): boolean {
  if (isRepository(text)) return text.includes('#')
  if (/^[./~$]|^\w+:\/\/|^(?:file|workspace|link|portal):|\.(?:tgz|tar|tar\.gz)$/.test(text)) return true
  const at = text.indexOf('@', 1)
  return at >= 0 && !/^(?:latest|next)?$/.test(text.slice(at + 1))
}

/** A URL of git, or the short name of a repository. */
function isRepository(text: string): boolean {
  return /^(?:git[+:@]|(?:github|gitlab|bitbucket|gist):)|^[\w-][\w.-]*\/[\w.-]+(?:#|$)/.test(text)
}

function advice(name: string): string {
  if (isRepository(name)) return `"${name}#…"`
  const at = name.indexOf('@', 1)
  return `"${at < 0 ? name : name.slice(0, at)}@…"`
}
