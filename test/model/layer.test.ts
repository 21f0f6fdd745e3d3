import { expect, test } from 'vitest'
import { covered } from '../findings.ts'

test.each([
  [['COPY a.sh /tmp/', 'RUN rm /tmp/a.sh'], ['/tmp/a.sh']],
  [['COPY a.sh /tmp/b.sh', 'RUN rm /tmp/a.sh /tmp/b.sh'], ['/tmp/b.sh']],
  [['COPY a b /tmp/', 'RUN rm -rf /tmp/*'], ['/tmp/*']],
  [['COPY src/ /src', 'RUN rm -rf "/src"'], ['"/src"']],
  [['WORKDIR /w', 'WORKDIR v', 'COPY a .', 'RUN rm a ../v/a ./a'], ['a']],
  [['COPY a .', 'RUN rm ./a'], ['./a']],
  [['COPY a .', 'WORKDIR /w', 'RUN rm a'], []],
  [['COPY a /w/', 'RUN cd /w && rm a'], ['a']],
  [['COPY a /w/', 'RUN (cd /w) && rm a'], []],
  [['COPY a* /w/', 'RUN rm /w/a1'], []],
  [['COPY . /w', 'RUN rm -rf /w/node_modules'], []],
  [['COPY a $DIR/', 'RUN rm $DIR/a'], []],
  [['RUN rm /a', 'COPY a /a'], []],
  [['COPY a /a', 'RUN rm /a', 'RUN rm -f /a'], ['/a']],
  [['RUN wget https://example.com/x.tgz', 'RUN rm x.tgz'], ['x.tgz']],
  [['RUN wget https://example.com/x.tgz && rm x.tgz'], []],
  [['COPY a /a', 'ONBUILD RUN rm /a'], []],
  [['ADD https://example.com/x.tgz?v=1 /tmp/', 'RUN rm /tmp/x.tgz'], ['/tmp/x.tgz']],
])('deleted in vain: %j', async (lines, words) => {
  expect(await covered('dockerfile/rm-in-later-layer', ['FROM debian:13', ...lines, ''].join('\n'))).toEqual(words)
})

test('what a stage below has put there, and nothing of a stage that is not shipped', async () => {
  const text = 'FROM debian:13 AS base\nCOPY a /a\nFROM base AS other\nRUN rm /a\nFROM base\nRUN rm /a # x\n'
  expect(await covered('dockerfile/rm-in-later-layer', text)).toEqual(['/a'])
  expect(await covered('dockerfile/rm-in-later-layer', 'COPY a /a\nRUN rm /a\n')).toEqual([])
})

test.each([
  [['COPY a /app', 'RUN chown -R me /app'], ['/app']],
  [['COPY a /app/', 'RUN chown me:me /app/a'], ['/app/a']],
  [['COPY --chown=me a /app/', 'RUN chown -R me /app'], []],
  [['COPY --chmod=755 a /app/', 'RUN chmod -R +x /app'], []],
  [['COPY a /app/', 'RUN chmod +x /app/a'], []],
  [['COPY a /app/', 'RUN chown --reference=/etc/passwd /app/a'], []],
  [['COPY a /app/', 'RUN mkdir /data && chown me /data'], []],
])('stored twice: %j', async (lines, words) => {
  expect(await covered('dockerfile/chown-after-copy', ['FROM debian:13', ...lines, ''].join('\n'))).toEqual(words)
})

test('follows deep paths and long chains soon', async () => {
  const lines = Array.from({ length: 2000 }, (_, index) => `COPY a${index} /${'d/'.repeat(30)}\nRUN cd /tmp && rm -rf /${'x/'.repeat(200)}`)
  const start = performance.now()
  expect(await covered('dockerfile/rm-in-later-layer', `FROM debian:13\n${lines.join('\n')}\n`)).toEqual([])
  expect(performance.now() - start).toBeLessThan(5000)
})
