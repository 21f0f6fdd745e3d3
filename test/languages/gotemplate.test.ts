import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labelUses, parseAlertTemplate, parseNotificationTemplate } from '../../src/languages/gotemplate/index.ts'

function problemsOf(text: string, parse = parseAlertTemplate): string[] {
  return parse(text).problems.map(({ kind, message, start, end }) => `${kind} «${text.slice(start, end)}» ${message}`)
}

describe('what Go refuses', () => {
  test.each([
    ['{{ humanise $value }}', 'syntax «humanise» function "humanise" not defined'],
    ['{{ $label.job }}', 'syntax «$label» undefined variable "$label"'],
    ['{{ if $value }}x', 'syntax «{{ if $value }}» unexpected EOF'],
    ['{{ end }}', 'syntax «}}» unexpected {{end}}'],
    ['{{ }}', 'syntax «}}» missing value for command'],
    ['{{ $value', 'syntax «{{» unclosed action'],
    ['{{ "job }}', 'syntax «"job }}» unterminated quoted string'],
    ['{{ (humanize $value }}', 'syntax «(» unclosed left paren'],
    ['{{ $value | 5 }}', 'syntax «5» non executable command in pipeline stage 2'],
    ['{{ humanize | | title }}', 'syntax «|» unexpected "|" in command'],
    ['{{ break }}', 'syntax «break» {{break}} outside {{range}}'],
    ['{{/* note }}', 'syntax «{{/*» unclosed comment'],
    ['{{ 1_ }}', 'syntax «1_» illegal number syntax: "1_"'],
    ['{{ "\\d" }}', 'syntax «"\\d"» invalid syntax'],
    ["{{ reReplaceAll 'a' 'bc' $labels.job }}", "syntax «'bc'» malformed character constant: 'bc'"],
    ['{{ range $i, $s, $t := query "up" }}{{ end }}', 'syntax «,» too many declarations in range'],
    ['{{ template name }}', 'syntax «name» unexpected "name" in template clause'],
    ['{{ $labels.job-name }}', "syntax «-» bad character U+002D '-'"],
  ])('%s', (text, problem) => {
    expect(problemsOf(text)[0]).toBe(problem)
  })

  test('each unknown function, not the first alone', () => {
    expect(problemsOf('{{ one }}{{ two }}')).toHaveLength(2)
  })
})

test.each([
  ['{{ .Label.job }}', "use «Label» can't evaluate field Label in type struct"],
  ['{{ $labels.job.name }}', "use «name» can't evaluate field name in type string"],
  ['{{ if gt $value 5 }}x{{ end }}', 'use «gt» error calling gt: incompatible types for comparison'],
  ['{{ if eq $labels.code 500 }}x{{ end }}', 'use «eq» error calling eq: incompatible types for comparison'],
  ['{{ humanize }}', 'use «humanize» wrong number of args for humanize: want 1 got 0'],
  ['{{ reReplaceAll "a" "b" }}', 'use «reReplaceAll» wrong number of args for reReplaceAll: want 3 got 2'],
  ['{{ match "(" $labels.job }}', 'use «"("» error parsing regexp: missing closing ): `(`'],
  ['{{ range query "up" }}{{ .labels.job }}{{ end }}', "use «labels» can't evaluate field labels in type *template.sample"],
  ['{{ $labels "job" }}', "use «$labels» can't give argument to non-function $labels"],
  ['{{ template "shop" . }}', 'use «{{ template "shop" . }}» template "shop" not defined'],
])('what fails when it is used: %s', (text, problem) => {
  expect(problemsOf(text)[0]).toContain(problem)
})

test.each([
  'no template',
  '{{- /* note */ -}} text {{- $value | printf "%.2f" -}}',
  '{{ if and $labels.job (not $labels.pod) }}a{{ else if eq $labels.job "shop" "stock" }}b{{ else }}c{{ end }}',
  '{{ with query "up" | first | value }}{{ . | humanizePercentage }}{{ else with $labels.job }}{{ . }}{{ end }}',
  '{{ range $index, $sample := query "up" | sortByLabel "job" }}{{ if gt $index 3 }}{{ break }}{{ end }}{{ $sample.Labels.job }}={{ $sample.Value }} {{ end }}',
  '{{ define "row" }}{{ .arg0 }}: {{ .arg1 }}{{ end }}{{ template "row" (args $labels.job 5) }}',
  '{{ $share := 0.5 }}{{ $share = $value }}{{ if ge $value 1e3 }}{{ index $labels "job" | toUpper }}{{ end }}',
  '{{ printf `%s %q` $externalURL \'x\' }} {{ (query "up" | first).Labels.job }} {{ $value.Count }}',
])('what is in order: %s', text => {
  expect(problemsOf(text)).toEqual([])
})

test('notifications have functions of their own', () => {
  expect(problemsOf('{{ .GroupLabels.SortedPairs.Values | join " " | toUpper }}{{ template "shop" . }}', parseNotificationTemplate)).toEqual([])
  expect(problemsOf('{{ humanize 5 }}', parseNotificationTemplate)).toEqual(['syntax «humanize» function "humanize" not defined'])
})

describe('the labels that a template reads', () => {
  const usesOf = (text: string): string[] =>
    labelUses(parseAlertTemplate(text)).map(({ of, name, start, end, guarded }) => `${of} ${name} «${text.slice(start, end)}»${guarded ? ' guarded' : ''}`)

  test.each([
    ['{{ $labels.job }} {{ .Labels.pod }} {{ $.Labels.node }}', ['labels job «job»', 'labels pod «pod»', 'labels node «node»']],
    ['{{ index $labels "a-b" }}', ['labels a-b «"a-b"»']],
    ['{{ printf "%s" ($labels.job | title) }}', ['labels job «job»']],
    ['{{ $externalLabels.region }}', ['externalLabels region «region»']],
    ['{{ if $labels.pod }}{{ $labels.pod }}{{ end }}', ['labels pod «pod» guarded', 'labels pod «pod» guarded']],
    ['{{ with $labels.pod }}{{ . }}{{ end }}', ['labels pod «pod» guarded']],
    ['{{ $all := .Labels }}{{ $all.job }}', ['labels job «job»']],
    ['{{ range query "up" }}{{ .Labels.job }}{{ $labels.pod }}{{ end }}', ['labels pod «pod»']],
    ['{{ define "x" }}{{ .Labels.job }}{{ end }}', []],
  ])('%s', (text, uses) => {
    expect(usesOf(text)).toEqual(uses)
  })
})

const pieces = [
  '{{',
  '}}',
  '{{-',
  '-}}',
  '$labels',
  '.job',
  '.',
  '|',
  '(',
  ')',
  '"x"',
  'if',
  'else',
  'end',
  'range',
  'with',
  'define',
  'template',
  '$x',
  ':=',
  ',',
  '5',
  ' ',
  'é',
  '\\',
]

test('no text makes it throw, and problems are inside of it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), parts => {
      const text = parts.join(' ')
      for (const { start, end } of parseAlertTemplate(text).problems) expect(start >= 0 && start <= end && end <= text.length).toBe(true)
      labelUses(parseAlertTemplate(text))
    }),
  )
})

test('nesting has an end', () => {
  expect(problemsOf(`{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`)[0]).toContain('max expression depth exceeded')
  expect(problemsOf('{{ if 1 }}'.repeat(5000))[0]).toContain('max expression depth exceeded')
})
