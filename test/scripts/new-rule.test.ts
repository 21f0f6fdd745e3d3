import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

// That it writes a rule that passes its tests is tried by CI, in a copy.
test.for([
  ['', 'Give an area and a name'],
  ['host-path', 'Give an area and a name'],
  ['kubernetes/host/path', 'Give an area and a name'],
  ['docker/user', 'There is no area "docker". Areas: dockerfile, '],
  ['kubernetes/HostPath', '"HostPath" is no name for a rule'],
  ['kubernetes/latest-tag', 'There is a rule kubernetes/latest-tag already.'],
])('new-rule refuses "%s"', ([id, message]) => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/new-rule.ts', id!], { cwd: root, encoding: 'utf8' })
  expect(stderr).toContain(message)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(status).toBe(2)
})
