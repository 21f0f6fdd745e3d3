import { expect, test } from 'vitest'
import { isConfirmed, packageCommands } from '../../src/model/dockerfile/package/package-install.ts'
import { looseIn, looseRpmsIn, naming } from '../../src/model/dockerfile/package/package-version.ts'
import { Project, type Settings } from '../../src/project.ts'
import { readSource } from '../../src/source/read.ts'

const settings: Settings = {
  kubernetesVersion: 34,
  podSecurity: undefined,
  closedWorld: true,
  external: [],
  prometheus: { features: [], relaxed: false },
}

function callsIn(text: string): ReturnType<typeof packageCommands> {
  return packageCommands(new Project([readSource('Dockerfile', text, { markdown: false, relaxed: false, paths: new Set() })], settings))
}

test.each([
  ['apt-get -t trixie-backports install curl', 'apt-get', 'install', ['curl']],
  ['apt-get -yo Debug=1 install -- -odd', 'apt-get', 'install', ['-odd']],
  ['apk add -t .build -X https://example.com/a gcc', 'apk', 'add', ['gcc']],
  ['dnf -y --enablerepo crb module install nodejs:24', 'dnf', 'module install', ['nodejs:24']],
  ['/opt/venv/bin/pip3.14 install -Ur a.txt flask', 'pip3.14', 'install', ['flask']],
  ['python3 -u -m pip install flask', 'python3 -m pip', 'install', ['flask']],
  ['uv pip install --python 3.14 flask', 'uv', 'pip install', ['flask']],
  ['npm --prefix /srv i serve', 'npm', 'i', ['serve']],
  ['yarn --production', 'yarn', 'install', []],
  ['yarn --version', 'yarn', '', []],
  ['yarn global add serve', 'yarn', 'global add', ['serve']],
  ['gem install rake -- --with-x', 'gem', 'install', ['rake']],
  ['go install -ldflags "-s -w" -v example.com/a@v1', 'go', 'install', ['example.com/a@v1']],
  ['cargo +nightly install cross', 'cargo', 'install', ['cross']],
  ['sudo -E env A=b zypper -n in jq', 'zypper', 'in', ['jq']],
  ['$MANAGER install curl', undefined, undefined, undefined],
  ['python3 -m venv /opt/venv', undefined, undefined, undefined],
])('%s', (line, program, action, operands) => {
  const [call] = callsIn(`FROM debian:13\nRUN ${line}`)
  expect([call?.program, call?.action, call?.operands.map(({ raw }) => raw)]).toEqual([program, action, operands])
})

test.each([
  ['apt-get install curl', false],
  ['apt-get clean', true],
  ['apt-get install $FLAGS', true],
  ['FLAGS=curl; apt-get install $FLAGS', false],
  ['FLAGS="-y curl"; apt-get install $FLAGS', true],
  ['yes | apt-get install curl', true],
  ['cat list | xargs apt-get install', false],
  ['apt-get install curl < answers', true],
  ['dnf --setopt=assumeyes=1 install jq', true],
  ['zypper in -y jq', true],
])('%s needs no answer: %s', (line, confirmed) => {
  expect(callsIn(`FROM debian:13\nRUN ${line}`).every(isConfirmed)).toBe(confirmed)
})

const hasVersion = (text: string): boolean => text.includes('=')

test.each([
  ['apt-get install a=1 b=$B "c=${C}"', []],
  ['apt-get install a b=1 c', ['a', 'c']],
  ['apt-get install $UNKNOWN $(cat list)', []],
  ['apt-get install $LIST "$ONE"', ['x', 'y', 'z']],
  ['for name in a b; do apt-get install $name; done', []],
])('%s: %j are loose', (line, names) => {
  const [call] = callsIn(`FROM debian:13\nENV LIST="x y=1 y" ONE=z\nRUN ${line}`)
  expect(looseIn(call!, hasVersion).map(({ name }) => name)).toEqual(names)
})

test.each([
  ['ENV V=1', 'install a-$V', []],
  ['ARG V', 'install a-${V}', []],
  ['', 'install a-${V}', []],
  ['ENV V=1\nFROM fedora:43', 'install a-1 "b-${V}"', ['"b-${V}"']],
  ['ARG V=1\nFROM fedora:43', 'install a-${V}', []],
  ['', 'group install tools', []],
  ['', 'module install nodejs ruby:3', ['nodejs']],
])('after "%s", dnf %s: %j are loose', (before, line, names) => {
  const [call] = callsIn(`FROM fedora:43\n${before}\nRUN dnf ${line}`)
  expect(looseRpmsIn(call!).map(({ name }) => name)).toEqual(names)
})

test('names packages, but not too many', () => {
  const word = callsIn('FROM debian:13\nRUN apt-get install a')[0]!.operands[0]!
  const loose = ['a', 'b', 'c'].map(name => ({ name, word }))
  expect([1, 2, 3].map(count => naming(loose.slice(0, count)))).toEqual(['"a"', '"a" and "b"', '"a" and 2 others'])
})
