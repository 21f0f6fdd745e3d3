import { describe, expect, test } from 'vitest'
import { covered } from '../findings.ts'

const debian = 'FROM debian:13.1-slim'
const alpine = 'FROM alpine:3.24.1'
const fedora = 'FROM fedora:43'

function dockerfileOf(...lines: readonly string[]): string {
  return [...lines, ''].join('\n')
}

describe('variables outside quotes', () => {
  test.each([
    ['a=$(curl x); cat /srv/$a.conf', ['$a']],
    ['a=$(uname -m); cat /srv/$a.conf', []],
    ['a=$(curl x); b=$a; cat /srv/$b.conf', ['$b']],
    ['a=b; b=$a; cat /srv/$b.conf', []],
    ['a=$b; b=$a; cat /srv/$b.conf', []],
    ['a=$(echo x | tr x y); cat /srv/$a.conf', []],
    ['a=$(echo $(curl x) | tr x y); cat /srv/$a.conf', ['$a']],
    ['read a; cat /srv/$a.conf; cat "/srv/$a.conf"', ['$a']],
    ['for a in /etc/*.conf; do cp $a /srv; done', ['$a']],
    ['for a in b c; do cp $a /srv; done', []],
    ['a=$(curl x); cp ${a:-b} ${a:+-r} /srv', ['${a:-b}']],
    ['a=$(curl x); [ $a = b ]; [[ $a = b ]]; case $a in b) ;; esac', ['$a']],
    ['a=$(curl x); b=$a; export c=$a; cat > /srv/$a', []],
    ['a=$(date); cd $a', ['$a']],
    ['a=$(date +%s); cd $a', []],
    ['a="gcc make"; apt-get install $a', []],
    ['a=$(cat list); apt-get install $a', []],
    ['cat $HOME/.profile $JAVA_HOME/release /etc/$?', []],
    ['a=$((1 + 2)); cat /srv/$a $#', []],
  ])('%s', async (script, found) => {
    expect(await covered('dockerfile/unquoted-variable', dockerfileOf(debian, `RUN ${script}`))).toEqual(found)
  })
})

describe('variables that nothing sets', () => {
  test.each([
    ['echo "$a"', ['$a']],
    ['a=b; echo "$a"', []],
    ['echo "${a:-b}" "$a"', []],
    ['. /env; echo "$a"', []],
    ['eval "a=b"; echo "$a"', []],
    ['read -r a; echo "$a"', []],
    ['for a in b; do echo "$a"; done', []],
    ['printf -v a x; getopts b c; echo "$a" "$c" "$OPTARG"', []],
    [': "${a:=b}"; echo "$a"', []],
    ['$((a = 1)); echo "$a"', []],
    ['echo "$1" "$@" "$0" "$?"', ['$1', '$@']],
    ['set -- b; echo "$1"', []],
    ['f() { echo "$1"; }; f b', []],
    ['echo "$http_proxy" "$HOME" "$SOURCE_DATE_EPOCH"', []],
    ["echo '$a' \\$a", []],
  ])('%s', async (script, found) => {
    expect(await covered('dockerfile/unassigned-variable', dockerfileOf(debian, `RUN ${script}`))).toEqual(found)
  })

  test('what an image may set is left alone, and what a stage below sets is set', async () => {
    const text = dockerfileOf('FROM node:24 AS base', 'ARG shop', 'FROM base', 'ONBUILD RUN echo "$YARN_VERSION" "$shop" "$nothing"')
    expect(await covered('dockerfile/unassigned-variable', text)).toEqual(['$nothing'])
  })

  test('arguments that a script is given', async () => {
    const text = dockerfileOf(debian, 'RUN ["sh", "-c", "echo $1", "sh", "a"]', 'RUN bash -s a <<EOF', 'echo \\$1', 'EOF')
    expect(await covered('dockerfile/unassigned-variable', text)).toEqual([])
  })
})

describe('bash in another shell', () => {
  test.each([
    [debian, 'a+=b', ['a+=']],
    [debian, 'a=(b c)', ['a=(b c)']],
    [debian, 'echo ${a[0]} ${a:0:1} ${a//b/c} ${a^^} ${!a}', ['${a[0]}', '${a:0:1}', '${a//b/c}', '${a^^}', '${!a}']],
    [debian, 'function f { true; }', ['function']],
    [debian, 'for ((;;)); do true; done', ['for']],
    [debian, '((a))', ['((']],
    [debian, 'diff <(a) <(b)', ['<(a)', '<(b)']],
    [debian, 'a |& b', ['|&']],
    [debian, "echo $'a'", ["$'a'"]],
    [debian, 'echo $(< /a) $(cat /a)', ['$(< /a)']],
    [debian, 'touch /a{1..3} {} "{a,b}" \\{a,b}', ['{1..3}']],
    [debian, 'echo -n a; local b; read -r c; trap a EXIT', []],
    [debian, 'pushd /a; trap b ERR; read -s c; printf -v d e', ['pushd', 'ERR', '-s', '-v']],
    [alpine, '[[ a == b ]] && source /a && echo -e a ${a:0:1} ${a//b/c} $RANDOM &> /a; set -o pipefail', []],
    [alpine, 'a=(b); touch {a,b}; pushd /', ['a=(b)', '{a,b}', 'pushd']],
    [fedora, 'a=(b); touch {a,b}; [[ a ]]', []],
    ['FROM registry.example.com/base:1', '[[ a ]]', []],
    ['FROM node:24', '[[ a ]]', ['[[']],
    ['FROM node:24-alpine', '[[ a ]]', []],
    ['FROM redhat/ubi9', '[[ a ]]', []],
  ])('%s: %s', async (from, script, found) => {
    expect(await covered('dockerfile/bash-in-sh', dockerfileOf(from, `RUN ${script}`))).toEqual(found)
  })

  test('a variable of bash that somebody sets', async () => {
    expect(await covered('dockerfile/bash-in-sh', dockerfileOf(debian, 'ARG UID', 'RUN SECONDS=1; echo $UID ${EUID:-0} $SECONDS $RANDOM'))).toEqual(['$RANDOM'])
  })
})

describe('pipes', () => {
  test.each([
    ['curl x | jq .', ['|']],
    ['curl x | sh', []], // dockerfile/curl-pipe-shell tells of it
    ['echo a | tee b | curl x | wc -l', ['|']],
    ['sudo curl x | sudo tar -x', []],
    ['curl x | (tar -x)', ['|']],
    ['set -euo pipefail; curl x | jq .', []],
    ['set -o pipefail; set +o pipefail; curl x | jq .', ['|']],
    ['while curl x | grep -q a; do true; done', []],
    ['a=$(curl x | jq .)', ['|']],
    ["sh -c 'curl x | sh'", []],
  ])('%s', async (script, found) => {
    expect(await covered('dockerfile/pipefail', dockerfileOf(debian, `RUN ${script}`))).toEqual(found)
  })
})

describe('process 1', () => {
  test.each([
    ['CMD ["sh", "-c", "a"]', ['a']],
    ['CMD ["sh", "-c", "exec a"]', []],
    ['CMD ["sh", "-c", "a & b"]', ['b']],
    ['CMD ["sh", "-c", "a; wait"]', []],
    ['CMD ["bash", "-c", "a; b"]', []],
    ['CMD ["bash", "-c", "a || b"]', ['b']],
    ['CMD ["bash", "-c", "a > /log"]', ['a']],
    ['CMD ["a", "-c", "b"]', []],
    ['CMD a', []],
  ])('%s', async (line, found) => {
    expect(await covered('dockerfile/entrypoint-no-exec', dockerfileOf(debian, line))).toEqual(found)
  })

  test('only what the container starts with', async () => {
    expect(await covered('dockerfile/entrypoint-no-exec', dockerfileOf(debian, 'ENTRYPOINT ["/a"]', 'CMD ["sh", "-c", "b"]'))).toEqual([])
  })
})
