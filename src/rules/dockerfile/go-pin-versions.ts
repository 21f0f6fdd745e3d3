import { goModules } from '../../model/dockerfile/package/lockfile.ts'
import { callOf, goInstalls, type PackageCommand } from '../../model/dockerfile/package/package-install.ts'
import { looseIn, naming } from '../../model/dockerfile/package/package-version.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name the version of each Go package that is installed from outside.',
  why: 'Two builds of one commit may hold different tools, so a release that breaks something upstream breaks you as well, on a day that you did not choose.',
  peers: ['hadolint:DL3062'],
  references: ['https://go.dev/ref/mod#go-install'],
  on: goInstalls,

  *check(install, { project }) {
    // In a module, those without a version are of that module, or of the version that it asks for.
    const inModule = install.action !== 'get' && project.get(goModules).has(install.command.script.stage)
    const [loose, ...others] = looseIn(packagesOf(install), text => isPinned(text, install.action) || (inModule && !text.includes('@')))
    if (!loose) return
    yield {
      at: install.command.at(loose.word),
      message: `"${callOf(install)}" takes whatever version of ${naming([loose, ...others])} is the newest on that day. Write "${loose.name.replace(/@.*/, '')}@v…" with the version that you have tested.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM golang:1.27 AS build
        RUN go install -ldflags "-s -w" example.com/shop/cmd/tool@v1.4.0 «example.com/shop/cmd/lint@latest»
        RUN go run «example.com/shop/cmd/generate» -v ./... && go get «example.com/shop/log»
      `,
    },
    {
      good: dockerfile`
        FROM golang:1.27 AS tools
        ARG TOOL_VERSION
        RUN go install example.com/shop/cmd/tool@\${TOOL_VERSION} && go run example.com/shop/cmd/generate@v1.4.0 example.com/shop && go mod download
        FROM golang:1.27 AS build
        COPY go.mod go.sum ./
        COPY . .
        RUN go install ./cmd/... && go run . && go install example.com/shop/cmd/api && go install std && go run main.go && go build shop
      `,
    },
  ],
})

/** Behind the package that it runs, "go run" has the arguments of that. */
function packagesOf(install: PackageCommand): PackageCommand {
  return install.action === 'run' ? { ...install, operands: install.operands.slice(0, 1) } : install
}

/** What has a version that stays, or is on the disk. Packages from outside start with the name of a host. */
function isPinned(text: string, action: string): boolean {
  if (/^[./$~]|\.go$/.test(text)) return true
  const at = text.indexOf('@')
  if (at >= 0) return !/^(?:latest|upgrade|patch|none|main|master|HEAD)?$/.test(text.slice(at + 1))
  return action !== 'get' && !/^[^/]*\./.test(text)
}
