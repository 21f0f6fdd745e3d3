import { expect, test } from 'vitest'
import {
  apkCaches,
  aptArchives,
  aptLists,
  dnfCaches,
  type LeftCache,
  npmCaches,
  pipCaches,
  yarnCaches,
} from '../../src/model/dockerfile/package/package-cache.ts'
import { callOf } from '../../src/model/dockerfile/package/package-install.ts'
import { Project, type Query, type Settings } from '../../src/project.ts'
import { readSource } from '../../src/source/read.ts'

const settings: Settings = {
  kubernetesVersion: 34,
  podSecurity: undefined,
  closedWorld: true,
  external: [],
  prometheus: { features: [], relaxed: false },
}

function leftIn(query: Query<LeftCache>, text: string): string[] {
  const project = new Project([readSource('Dockerfile', text, { markdown: false, relaxed: false, paths: new Set() })], settings)
  return project.subjects(query).map(({ call, shipped }) => callOf(call) + (shipped ? '' : ' (not shipped)'))
}

const update = 'apt-get update && apt-get install -y a'

test.each<[string, Query<LeftCache>, string[]]>([
  [`RUN ${update}`, aptLists, ['apt-get update']],
  [`RUN ${update} && rm -rf /var/lib/apt/lists/*`, aptLists, []],
  [`RUN rm -rf /var/lib/apt/lists/* && ${update}`, aptLists, ['apt-get update']],
  [`RUN ${update} && rm -rf /var/lib/apt /tmp/*`, aptLists, []],
  [`RUN ${update} && rm -rf "/var/lib/apt/lists/"*`, aptLists, []],
  [`RUN ${update} && rm -rf /var/lib/apt/*.bin`, aptLists, ['apt-get update']],
  [`RUN ${update} && rm -rf /var/lib/apt-old/lists /var/lib/apt/listschanges`, aptLists, ['apt-get update']],
  [`RUN ${update} && rm -rf /var/{cache,lib/{apt,dpkg}}/lists/`, aptLists, []],
  [`RUN ${update} && rm -rf /var/lib/{dpkg,apt,cache}/lists/`, aptLists, []],
  [`RUN L=/var/lib/apt/lists; ${update} && rm -rf $L`, aptLists, []],
  [`RUN ${update} && find /var/lib/apt/lists -type f -delete`, aptLists, []],
  [`RUN ${update} && find /var/lib/apt/lists -type f`, aptLists, ['apt-get update']],
  [`RUN ${update} && apt-get distclean`, aptLists, []],
  [`RUN ${update} && apt-get clean`, aptLists, ['apt-get update']],
  [`RUN tidy() { rm -rf /var/lib/apt/lists; }; ${update}; tidy`, aptLists, []],
  [`RUN --mount=type=cache,target=/var/lib/apt ${update}`, aptLists, []],
  [`ONBUILD RUN --mount=type=cache,dst=/var/lib/apt/lists/ ${update}`, aptLists, []],
  [`RUN --mount=type=cache,target=/var/cache/apt ${update}`, aptLists, ['apt-get update']],
  [`RUN ${update} && apt-get update`, aptLists, ['apt-get update']],
  [`RUN ${update}\nFROM debian:13`, aptLists, ['apt-get update (not shipped)']],
  [`ONBUILD RUN ${update}\nFROM debian:13`, aptLists, ['apt-get update']],
  [`RUN ${update}`, aptArchives, []],
  [`RUN rm /etc/apt/apt.conf.d/docker-clean\nRUN ${update}`, aptArchives, ['apt-get install']],
  [`RUN ${update}\nRUN rm /etc/apt/apt.conf.d/docker-clean`, aptArchives, []],
  [`RUN rm /etc/apt/apt.conf.d/docker-clean && ${update} && apt-get clean`, aptArchives, []],
  ['RUN apk update && apk add a && apk add b', apkCaches, ['apk add', 'apk add']],
  ['RUN apk update && apk add --no-cache a', apkCaches, ['apk update']],
  ['RUN dnf install -y a && dnf install -y b && yum clean all', dnfCaches, []],
  ['RUN dnf --installroot /mnt install -y a && rm -rf /mnt/var/cache/*', dnfCaches, []],
  ['RUN pip install a && rm -rf $HOME/.cache', pipCaches, []],
  ['RUN pip install a && rm -rf ~/.cache/pipx', pipCaches, ['pip install']],
  ['ARG PIP_NO_CACHE_DIR=1\nRUN pip install a', pipCaches, []],
  ['RUN PIP_NO_CACHE_DIR=0 pip install a', pipCaches, ['pip install']],
  ['ENV PIP_CACHE_DIR=/cache\nRUN pip install a', pipCaches, []],
  ['RUN npm ci && npm cache clean --force', npmCaches, []],
  ['RUN npm ci && yarn cache clean', npmCaches, ['npm ci']],
  ['RUN npm ci && npm i && /opt/clean-up.sh', npmCaches, []],
  ['COPY .yarnrc.yml package.json ./\nRUN yarn install', yarnCaches, []],
])('%s', (text, query, left) => {
  expect(leftIn(query, `FROM debian:13 AS base\n${text}`)).toEqual(left)
})
