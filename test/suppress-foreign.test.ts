import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Config } from '../src/config.ts'
import { lint } from '../src/lint.ts'
import { PeerNames } from '../src/peers.ts'
import type { Rule } from '../src/rule.ts'
import { readSource } from '../src/source/read.ts'
import { type Suppression, suppressionsOf } from '../src/suppress.ts'
import { checkDirective } from '../src/suppress/check-directive.ts'

/** A rule that finds nothing, for its id and peers alone. */
const claiming = (id: string, ...peers: string[]): Rule => ({
  id,
  severity: 'warning',
  summary: '',
  why: '',
  peers,
  on: () => [],
  check: () => [],
  examples: [],
})

const names = new PeerNames([
  claiming('dockerfile/root-user', 'hadolint:DL3002', 'checkov:CKV_DOCKER_8', 'trivy:DS-0002'),
  claiming('dockerfile/no-user', 'checkov:CKV_DOCKER_3', 'trivy:DS-0002'),
  claiming('dockerfile/quotes', 'hadolint:SC2086'),
  claiming('dockerfile/as-casing', 'buildkit:FromAsCasing'),
  claiming('dockerfile/broken', 'buildkit:build-error'),
  claiming('kubernetes/latest', 'kube-linter:latest-tag', 'kube-score:container-image-tag', 'polaris:tagNotSpecified', 'trivy:KSV-0013', 'checkov:CKV_K8S_14'),
  claiming('kubernetes/root', 'kube-linter:run-as-non-root', 'kubeaudit:nonroot'),
  claiming('prometheus/for', 'pint:alerts/for'),
])

function read(text: string, path: string): Suppression[] {
  return suppressionsOf(readSource(path, text, { markdown: true, relaxed: false, paths: new Set() }), names)
}

/** Of each suppression: its tool, the checks that it names, the text that it covers. */
function marks(text: string, path = 'Dockerfile'): [string | undefined, string, string | undefined][] {
  return read(text, path).map(({ tool, checks, scope }) => [tool, [...checks.values()].flat().join(' '), scope && text.slice(scope.start, scope.end).trimEnd()])
}

describe('names', () => {
  test.each([
    ['DL3002', ['dockerfile/root-user']],
    ['dl3002', ['dockerfile/root-user']],
    ['hadolint:DL3002', ['dockerfile/root-user']],
    ['DS-0002', ['dockerfile/root-user', 'dockerfile/no-user']],
    ['AVD-DS-0002', ['dockerfile/root-user', 'dockerfile/no-user']],
    ['DS002', ['dockerfile/root-user', 'dockerfile/no-user']],
    ['KSV013', ['kubernetes/latest']],
    ['run-as-non-root', ['kubernetes/root']],
    ['SC2086', ['dockerfile/quotes']],
    ['SC1090', ['dockerfile/shellcheck']],
    ['DL9999', []],
    ['constructor', []],
  ])('%s stands for %j', (name, ids) => {
    expect(names.rulesNamed(name)).toEqual(ids)
  })

  test('are asked for within a tool', () => {
    expect(names.checksNamed('DL3002', 'trivy')).toEqual([])
    expect(names.checksOf('checkov')).toEqual(['checkov:CKV_DOCKER_8', 'checkov:CKV_DOCKER_3', 'checkov:CKV_K8S_14'])
  })
})

describe('hadolint', () => {
  test.each<[string, string, string | undefined]>([
    ['DL3002', 'DL3002', undefined],
    [' DL3002 , SC2086', 'DL3002 SC2086', undefined],
    ['DL3002 SC2086', 'DL3002 SC2086', undefined],
    ['DL3002,', 'DL3002', undefined],
    ['DL3002 # we accept DL3007', 'DL3002', 'we accept DL3007'],
    ['DL3002 -- as ever', 'DL3002', 'as ever'],
    ['DL3002 as DL3007 says', 'DL3002', 'as DL3007 says'],
    ['DL3002, because, DL3007', 'DL3002 DL3007', undefined],
    ['crazy,DL3002', 'DL3002', undefined],
    ['dockerfile/root-user', '', undefined],
    ['', '', undefined],
  ])('takes codes from "ignore=%s"', (list, codes, reason) => {
    const [suppression, ...more] = read(`FROM a\n# hadolint ignore=${list}\nUSER root\n`, 'Dockerfile')
    expect(more).toEqual([])
    expect(suppression).toMatchObject({ tool: 'hadolint', reason, until: undefined })
    expect(suppression!.rules.filter(name => /^\w+$/.test(name)).join(' ')).toBe(codes)
  })

  const text = `# hadolint global ignore = DL3002
FROM a AS one
# hadolint ignore=DL3002
#hadolint  ignore=SC2086

# about it
RUN a \\
    # hadolint ignore=SC2086
    $b \\
    $c
# hadolint stage ignore=DL3002
FROM b
# hadolint stage ignore=SC2086
USER root
# hadolint shell=powershell
# not hadolint ignore=DL3002
`

  test('comments reach the next instruction, the next line of it, the stage or the file', () => {
    const [run, second] = [text.slice(text.indexOf('RUN'), text.indexOf('# hadolint stage')).trimEnd(), text.slice(text.indexOf('FROM b')).trimEnd()]
    expect(marks(text)).toEqual([
      ['hadolint', 'hadolint:DL3002', undefined],
      ['hadolint', 'hadolint:DL3002', run],
      ['hadolint', 'hadolint:SC2086', run],
      ['hadolint', 'hadolint:SC2086', '    $b \\'],
      ['hadolint', 'hadolint:DL3002', second],
      ['hadolint', 'hadolint:SC2086', second],
    ])
  })

  test('and ShellCheck are told in the script of a heredoc', () => {
    const script =
      'RUN <<EOF\n# about it\n# shellcheck disable=SC2086,SC1090\necho $a\n  # shellcheck disable=SC2086\n  echo $b\n# hadolint ignore=DL3002\necho c\nEOF'
    expect(marks(`FROM a\n${script}\nUSER root\n`)).toEqual([
      ['hadolint', 'hadolint:SC2086 hadolint:SC1090', script],
      ['hadolint', 'hadolint:SC2086', '  echo $b'],
      ['hadolint', 'hadolint:DL3002', 'echo c'],
    ])
    expect(marks('FROM a\nRUN cat <<EOF >/a\n# shellcheck disable=SC2086\nEOF\n')).toEqual([])
  })

  test('comments in YAML and in heredocs are none', () => {
    expect(marks('# hadolint ignore=DL3002\na: 1\n', 'a.yaml')).toEqual([])
    expect(marks('FROM a\nCOPY <<EOF /a\n# hadolint ignore=DL3002\nEOF\n')).toEqual([])
  })
})

describe('docker build --check', () => {
  test.each([
    ['skip=A,B', ['A', 'B'], false],
    ['skip=A , B;error=true', ['A', 'B'], true],
    ['error=true;skip=all', 'all', true],
    ['skip=A // why', ['A'], false],
    ['error=TRUE', undefined, true],
    ['error=false', undefined, false],
    ['', undefined, false],
    ['nonsense', undefined, false],
  ])('reads "check=%s"', (value, skipped, error) => {
    const directive = checkDirective(value)
    expect([directive.skip?.names, directive.error]).toEqual([skipped, error])
  })

  test('skips in the whole file, or above an instruction', () => {
    expect(marks('# syntax=docker/dockerfile:1\n# check=skip=FromAsCasing;error=true\nFROM a\n')).toEqual([['buildkit', 'buildkit:FromAsCasing', undefined]])
    expect(marks('\n# check=skip=all // by hand\nFROM a as b\nUSER x\n')).toEqual([['buildkit', 'buildkit:FromAsCasing', 'FROM a as b']])
  })

  const judged = async (text: string, config: Config = { extends: ['buildkit'] }): Promise<string[]> => {
    const { findings } = await lint({ files: { Dockerfile: text }, config })
    return findings.map(({ rule, severity }) => `${rule} ${severity}`)
  }

  test('cannot skip what stops the build', async () => {
    expect(await judged('# check=skip=all\nFROM a\nCOPPY b c\nCMD run it\n')).toEqual([expect.stringMatching(/^dockerfile\/[a-z-]+ error$/)])
  })

  test('makes errors of warnings with error=true', async () => {
    const text = 'FROM debian:13\nUSER 10001\nCMD run it\n'
    const config = { extends: ['recommended'] }
    expect((await judged(text, config)).filter(line => line.startsWith('dockerfile/shell-form'))).toEqual(['dockerfile/shell-form-command warning'])
    expect((await judged(`# check=error=true\n${text}`, config)).filter(line => line.startsWith('dockerfile/shell-form'))).toEqual([
      'dockerfile/shell-form-command error',
    ])
    expect(
      (await judged(`# check=error=true\n${text}`, { ...config, foreignIgnores: false })).filter(line => line.startsWith('dockerfile/shell-form')),
    ).toEqual(['dockerfile/shell-form-command warning'])
  })
})

describe('checkov and Trivy', () => {
  test('in Dockerfiles', () => {
    const text =
      'FROM a\n# checkov:skip=CKV_DOCKER_3,CKV_DOCKER_8: built on a base of ours\n# the word checkov:skip=CKV_DOCKER_3 is enough\n#trivy:ignore:AVD-DS-0002:exp:2027-01-31 trivy:ignore:DS999\nUSER root\n'
    expect(marks(text)).toEqual([
      ['checkov', 'checkov:CKV_DOCKER_3 checkov:CKV_DOCKER_8', undefined],
      ['checkov', 'checkov:CKV_DOCKER_3', undefined],
      ['trivy', 'trivy:DS-0002', 'USER root'],
      ['trivy', '', 'USER root'],
    ])
    expect(read(text, 'Dockerfile').map(({ reason, until }) => [reason, until])).toEqual([
      ['built on a base of ours', undefined],
      [undefined, undefined],
      [undefined, '2027-01-31'],
      [undefined, undefined],
    ])
  })

  test('in YAML', () => {
    const text = 'a: 1\n---\n# checkov:skip=CKV_K8S_14\nb:\n  c: 1 # trivy:ignore:KSV-0013\n  # trivy:ignore:*\n  d:\n    e: 1\n  f: 1\n'
    expect(marks(text, 'a.yaml')).toEqual([
      ['checkov', 'checkov:CKV_K8S_14', text.slice(text.indexOf('---')).trimEnd()],
      ['trivy', 'trivy:KSV-0013', 'c: 1'],
      ['trivy', 'trivy:DS-0002 trivy:KSV-0013', 'd:\n    e: 1'],
    ])
  })
})

describe('pint', () => {
  const text = `groups:
  - name: a
    rules:
      # pint disable alerts/for
      - alert: A
        expr: up == 0 # pint ignore/line
      - alert: B
        # pint snooze 2027-01-31 alerts/for(up)
        expr: up == 0
        # pint snooze tomorrow alerts/for
        for: 1m
# pint file/disable alerts/for
`
  test('comments reach the rule that they stand in or above', () => {
    const alertB = text.slice(text.indexOf('alert: B'), text.indexOf('# pint file')).trimEnd()
    expect(marks(text, 'rules.yml')).toEqual([
      ['pint', 'pint:alerts/for', expect.stringMatching(/^(- )?alert: A\n\s+expr: up == 0$/)],
      ['pint', 'pint:alerts/for', '        expr: up == 0 # pint ignore/line'],
      ['pint', 'pint:alerts/for', expect.stringContaining(alertB)],
      ['pint', 'pint:alerts/for', undefined],
    ])
    expect(read(text, 'rules.yml').map(({ until }) => until)).toEqual([undefined, undefined, '2027-01-31', undefined])
  })
})

describe('annotations', () => {
  const deployment = (annotations: string, template = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations: ${annotations}
spec:
  template:
    metadata: ${template || '{}'}
    spec:
      containers:
        - name: web
          image: a
        - name: helper
          image: b
`

  test.each([
    ['{ ignore-check.kube-linter.io/latest-tag: built on each push }', 'kube-linter', 'kube-linter:latest-tag', 'built on each push'],
    ['{ kube-linter.io/ignore-all: "" }', 'kube-linter', 'kube-linter:latest-tag kube-linter:run-as-non-root', undefined],
    ['{ kube-score/ignore: "container-image-tag, unknown" }', 'kube-score', 'kube-score:container-image-tag', undefined],
    ['{ polaris.fairwinds.com/exempt: "true" }', 'polaris', 'polaris:tagNotSpecified', undefined],
    ['{ polaris.fairwinds.com/tagNotSpecified-exempt: "true" }', 'polaris', 'polaris:tagNotSpecified', undefined],
    ['{ checkov.io/skip1: CKV_K8S_14=so it is }', 'checkov', 'checkov:CKV_K8S_14', 'so it is'],
  ])('%s are heeded', (annotations, tool, checks, reason) => {
    const text = deployment(annotations)
    expect(marks(text, 'a.yaml')).toEqual([[tool, checks, text.trimEnd()]])
    expect(read(text, 'a.yaml')[0]!.reason).toBe(reason)
  })

  test.each(['{ polaris.fairwinds.com/exempt: "false" }', '{ kube-score/enable: container-image-tag }', '{ kube-linter.io/other: x }'])(
    '%s are not',
    annotations => {
      expect(marks(deployment(annotations), 'a.yaml')).toEqual([])
    },
  )

  test('count on pod templates, and for one container', () => {
    const text = deployment(
      '{}',
      '{ annotations: { kube-score/ignore: container-image-tag }, labels: { container.kubeaudit.io/helper.allow-run-as-root: "" } }',
    )
    expect(marks(text, 'a.yaml')).toEqual([
      ['kube-score', 'kube-score:container-image-tag', expect.stringMatching(/^template:/)],
      ['kubeaudit', 'kubeaudit:nonroot', expect.stringMatching(/^(- )?name: helper\n\s+image: b$/)],
    ])
  })
})

describe('a run', () => {
  const text = 'FROM debian:13\n# hadolint ignore=DL3002 # it has to\nUSER root\n'
  const run = async (files: Record<string, string>, config: Config = {}) => {
    const { findings, suppressed } = await lint({ files, config: { extends: ['recommended'], ...config }, now: new Date('2026-11-21T12:00:00Z') })
    return { findings: findings.map(({ rule }) => rule), suppressed: suppressed.map(({ rule, reason }) => [rule, reason]) }
  }

  test('keeps the reason of what other tools are told', async () => {
    expect((await run({ Dockerfile: text })).suppressed).toEqual([['dockerfile/root-user', 'it has to']])
  })

  test('does not heed other tools where the configuration says so', async () => {
    const { findings, suppressed } = await run({ Dockerfile: text }, { foreignIgnores: false })
    expect(findings).toContain('dockerfile/root-user')
    expect(suppressed).toEqual([])
  })

  test('leaves unused and unknown ones alone', async () => {
    const { findings } = await run({ Dockerfile: 'FROM debian:13\n# hadolint ignore=DL3002,DL9999\n# check=skip=Nonsense\nUSER 10001\n' })
    expect(findings.filter(rule => rule.startsWith('k8s-lint/'))).toEqual([])
  })

  test('prefers our own where both cover a finding', async () => {
    const both = text.replace('USER', '# k8s-lint-disable-next-line dockerfile/root-user -- ours\nUSER')
    expect(await run({ Dockerfile: both })).toMatchObject({ suppressed: [['dockerfile/root-user', 'ours']] })
    expect((await run({ Dockerfile: both })).findings.filter(rule => rule.startsWith('k8s-lint/'))).toEqual([])
  })

  test('takes names of other tools in our own comments, and says which are unused', async () => {
    const own =
      'FROM debian:13\n# k8s-lint-disable-next-line DL3002 -- it has to\nUSER root\n# k8s-lint-disable-next-line DL3002, SC1090\nUSER root\nUSER 10001\n'
    expect((await run({ Dockerfile: own.split('\n').slice(0, 3).join('\n') })).suppressed).toEqual([['dockerfile/root-user', 'it has to']])
    const { findings } = await lint({ files: { Dockerfile: own } })
    expect(findings.filter(({ rule }) => rule.startsWith('k8s-lint/')).map(({ message }) => message)).toEqual([
      '"DL3002" reports nothing here, so this suppresses nothing. Remove it.',
      '"DL3002" reports nothing here, so this suppresses nothing. Remove it.',
    ])
  })

  test('ends with the date that Trivy is given', async () => {
    const dated = (day: string): string => `FROM debian:13\n# trivy:ignore:DS-0002:exp:${day}\nUSER root\n`
    expect((await run({ Dockerfile: dated('2026-11-21') })).suppressed).toHaveLength(1)
    expect((await run({ Dockerfile: dated('2026-11-20') })).findings).toContain('dockerfile/root-user')
  })

  test('hides what is reported elsewhere for what stands below the comment', async () => {
    const text = 'FROM debian:13\nCMD ["one"]\n# hadolint ignore=DL4003\nCMD ["two"]\nUSER 10001\n'
    const dead = (await lint({ files: { Dockerfile: text.replace('# hadolint', '#') }, config: { extends: ['hadolint'] } })).findings
    expect(dead.map(({ start, related }) => [start.line, related?.[0]?.start.line])).toContainEqual([2, 4])
    expect((await run({ Dockerfile: text }, { extends: ['hadolint'] })).findings).not.toContain(dead.find(({ start }) => start.line === 2)!.rule)
  })

  test('throws on no text, and covers no more than the file', () => {
    const pieces =
      '# hadolint stage global ignore = DL3002 , ; check skip all checkov:skip= trivy:ignore: pint disable snooze 2027-01-31 file/ shellcheck : " --- - a: FROM RUN <<EOF EOF'
    const piece = fc.constantFrom(...pieces.split(' '), ' ', '  ', '\n', '\\\n', '# hadolint ignore=', '\nFROM a AS b\n', '\nRUN <<EOF\n', '\nEOF\n')
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 5, arbitrary: piece }, fc.string({ maxLength: 3 })), { maxLength: 40 }),
        fc.constantFrom('Dockerfile', 'a.yaml', 'a.md'),
        (parts, path) => {
          const text = parts.join('')
          for (const { scope, at } of read(text, path)) {
            expect(at.value).toContain('#')
            if (scope) expect([scope.start >= 0, scope.end >= scope.start, scope.end <= text.length]).toEqual([true, true, true])
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('takes time in proportion to the number of comments', async () => {
    const time = async (count: number): Promise<number> => {
      const stacked = '# hadolint ignore=DL3002\n'.repeat(count)
      const spread = '# hadolint ignore=DL3007\nFROM node:latest\n'.repeat(count)
      const start = performance.now()
      const { findings } = await run({ Dockerfile: `FROM debian:13\n${stacked}USER root\n${spread}USER 10001\n` })
      expect(findings).not.toContain('dockerfile/latest-tag')
      return performance.now() - start
    }
    await time(500)
    const [few, many] = [await time(1000), await time(8000)]
    expect(many / few).toBeLessThan(24)
  }, 60_000)
})
