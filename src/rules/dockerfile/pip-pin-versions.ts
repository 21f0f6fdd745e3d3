import { callOf, type PackageCommand, pythonInstalls } from '../../model/dockerfile/package/package-install.ts'
import { looseIn, naming } from '../../model/dockerfile/package/package-version.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name the version of each package that pip installs.',
  why: 'Two builds of one commit may hold different versions, so a release that breaks something upstream breaks you as well, on a day that you did not choose.',
  peers: ['hadolint:DL3013'],
  references: ['https://pip.pypa.io/en/stable/reference/requirement-specifiers/', 'https://pip.pypa.io/en/stable/topics/repeatable-installs/'],
  on: pythonInstalls,

  *check(install) {
    const [loose, ...others] = isListed(install) ? [] : looseIn(install, isPinned)
    if (!loose) return
    yield {
      at: install.command.at(loose.word),
      message: `"${callOf(install)}" takes whatever version of ${naming([loose, ...others])} is the newest on that day. Write ${advice(loose.name)} with the version that you have tested.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM python:3.14-slim
        RUN pip install --no-cache-dir --index-url https://pypi.example.com/simple flask==3.1.2 «gunicorn»
        RUN python -m pip install --upgrade «pip» setuptools && pipx install «black»
        RUN pip install «git+https://git.example.com/shop.git»
        RUN pip install «flask=3.1.2»
      `,
    },
    {
      title: 'versions, lists, constraints, files, commits, and what only a build knows',
      good: dockerfile`
        FROM python:3.14-slim
        ARG FLASK_VERSION
        RUN pip install flask==\${FLASK_VERSION} 'gunicorn>=23' "redis[hiredis]~=7.0" && pip install -r requirements.txt
        RUN pip install --constraint constraints.txt flask && pip install . ./shop dist/*.whl /tmp/tools && pip install -e .[test]
        RUN pip install git+https://git.example.com/shop.git@v1.4 https://example.com/shop-1.4.tar.gz && pip install \$PACKAGES
        RUN uv pip install --system flask==3.1.2 && uv sync --locked && pip uninstall setuptools
      `,
    },
  ],
})

/** The versions stand in a file. */
function isListed({ given, action }: PackageCommand): boolean {
  return action.endsWith('sync') || given.has('r', 'requirement', 'requirements', 'c', 'constraint', 'constraints')
}

/** What has a version, or is no name of a package: a file, a folder, a URL of one. */
function isPinned(text: string): boolean {
  const requirement = text.split(';')[0]!
  if (/^(?:[^@\s]+\s*@\s*)?(?:git|hg|svn|bzr)\+/.test(requirement)) return requirement.replace(/^[^:]*:\/\/(?:[^/@]*@)?/, '').includes('@')
  return /[=!~]=|[<>]|^\.|^[/~$]|\/|\.(?:whl|zip|tar\.\w+|tgz)$/.test(requirement)
}

function advice(name: string): string {
  const [plain] = /^[\w.[\],-]+(?==|$)/.exec(name) ?? []
  if (plain) return `"${plain}==…"`
  const [address = '', ...fragment] = name.split('#')
  return `"${[`${address}@…`, ...fragment].join('#')}"`
}
