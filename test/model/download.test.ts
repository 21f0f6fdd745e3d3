import { expect, test } from 'vitest'
import { lint } from '../../src/lint.ts'
import { covered } from '../findings.ts'

test.each([
  ['RUN curl http://example.com/a.tgz', ['http://example.com/a.tgz']],
  ['RUN curl --url http://example.com/a.tgz', ['http://example.com/a.tgz']],
  ['RUN curl -H "Referer: http://example.com/" -o a https://example.com/a', []],
  ['RUN curl -so http://example.com https://example.com/a', []],
  ['RUN curl -XGET http://example.com/a', ['http://example.com/a']],
  ['RUN curl -X POST http://example.com/a', []],
  ['RUN curl -I http://example.com/a', []],
  ['RUN curl --data @a http://example.com/a', []],
  ['RUN wget --spider http://example.com/a', []],
  ['RUN wget HTTP://EXAMPLE.com/a ftp://example.com/b', ['HTTP://EXAMPLE.com/a', 'ftp://example.com/b']],
  ['RUN sudo -E wget http://example.com/a', ['http://example.com/a']],
  ["RUN bash -c 'curl http://example.com/a | tar x'", ['http://example.com/a']],
  ['RUN ["curl", "http://example.com/a"]', ['http://example.com/a']],
  ['RUN echo http://example.com/a && apt-get install curl', []],
  ['RUN curl http://127.0.0.1/a http://[::1]/a http://172.20.0.1/a http://api.svc/a http://x.internal:80/a', []],
  ['RUN curl http://172.40.0.1/a', ['http://172.40.0.1/a']],
  ['RUN curl http://$HOST.example.com/a', []],
  ['RUN curl http://example.com/key | gpg --dearmor -o /k', ['http://example.com/key']],
  ['RUN curl -O http://example.com/a && gpg --verify a.asc a', []],
  ['RUN curl -O http://example.com/a && echo "$SUM a" | sha512sum --check', []],
  ['ADD ["http://example.com/a", "/a"]', ['"http://example.com/a"']],
  ['COPY http://example.com/a /a', []],
  ['ONBUILD RUN curl http://example.com/a', ['http://example.com/a']],
])('without encryption: %s', async (line, words) => {
  expect(await covered('dockerfile/http-download', `FROM debian:13\n${line}\n`)).toEqual(words)
})

const url = 'https://example.com/v1/tool.tar.gz'
test.each([
  [`RUN curl -L ${url} | tar xz`, true],
  [`RUN curl -L ${url} | tee a | tar xz`, true],
  [`RUN curl -L ${url} | jq .`, false],
  [`RUN curl -L ${url} | sh`, false],
  [`RUN curl -L ${url} > /tmp/t.tgz && tar xf /tmp/t.tgz`, true],
  [`RUN curl -Lo /tmp/t.tgz ${url}\nRUN tar xf /tmp/t.tgz`, true],
  [`RUN curl -LO ${url}`, false],
  [`RUN curl -LO "${url}?x=1" && tar xf tool.tar.gz`, true],
  [`RUN wget ${url} -P /tmp && tar xf /tmp/tool.tar.gz`, true],
  [`RUN wget -qO- ${url} | tar xz`, true],
  [`RUN wget -O /usr/bin/tool ${url}`, true],
  [`RUN curl -Lo /opt/tool/bin/tool ${url}`, true],
  [`RUN curl -Lo tool ${url} && ./tool install`, true],
  [`RUN curl -Lo tool ${url} && cat tool`, false],
  [`RUN curl -LO ${url} && shasum -a 256 -c sums && tar xf tool.tar.gz`, false],
  [`ADD ${url} /`, true],
  [`ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d ${url} /`, false],
])('unchecked: %s', async (lines, reported) => {
  expect((await covered('dockerfile/download-without-checksum', `FROM debian:13\n${lines}\n`)).length > 0).toBe(reported)
})

test.each([
  ['RUN git clone https://git.example.com/a', true],
  ['RUN git -C /src clone --depth 1 ssh://git@git.example.com/a', true],
  ['RUN git clone -b main https://git.example.com/a', true],
  ['RUN git clone -bv1.2 https://git.example.com/a', false],
  ['RUN git clone --branch="$TAG" https://git.example.com/a', false],
  ['RUN git clone https://git.example.com/a && git -C a checkout "$COMMIT"', false],
  ['RUN git checkout main && git clone https://git.example.com/a', true],
  ['RUN git clone file:///mnt/a && git clone ../b && git clone $REPO', false],
  ['RUN git init && git submodule update', false],
  ['ADD https://git.example.com/a.git /a', true],
  ['ADD https://git.example.com/a.git#main:sub /a', true],
  ['ADD https://git.example.com/a.git#v1 /a', false],
  ['ADD https://git.example.com/a.git?tag=v1 /a', false],
  ['ADD git@git.example.com:acme/a.git /a', true],
  ['ADD a.git /a', false],
])('unpinned: %s', async (line, reported) => {
  expect((await covered('dockerfile/git-clone-unpinned', `FROM debian:13\n${line}\n`)).length > 0).toBe(reported)
})

test('no message repeats a password', async () => {
  const lines = ['http://jo:hunter2@example.com/a.tgz', 'http://example.com/a.tgz?token=hunter2'].flatMap(secret => [
    `ADD ${secret} /`,
    `RUN curl ${secret} | tar x`,
    `RUN git clone ${secret}`,
    `ADD ${secret.replace('.tgz', '.git')} /`,
  ])
  const rules = Object.fromEntries(['http-download', 'download-without-checksum', 'git-clone-unpinned'].map(name => [`dockerfile/${name}`, 'warning' as const]))
  const { findings } = await lint({ files: { Dockerfile: `FROM debian:13\n${lines.join('\n')}\n` }, config: { extends: [], rules } })
  expect(findings.length).toBeGreaterThanOrEqual(lines.length)
  expect(findings.filter(({ message }) => message.includes('hunter2'))).toEqual([])
})
