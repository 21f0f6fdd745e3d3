/** What a value of a template is, as far as it can be told. */
export type ValueType = 'any' | 'text' | 'float' | 'integer' | 'bool' | 'data' | 'labels' | 'sample' | 'samples' | 'time'

/** A function of templates: what it takes, what it gives. */
export interface TemplateFunction {
  readonly takes: readonly ValueType[]
  /** How many of `takes` may be left out, at the end. */
  readonly optional?: number
  /** What any number of further arguments are. */
  readonly rest?: ValueType
  readonly gives: ValueType
}

const takes = (types: readonly ValueType[], gives: ValueType): TemplateFunction => ({ takes: types, gives })

/** Of Go itself. Source: text/template/funcs.go. */
const builtIn: Readonly<Record<string, TemplateFunction>> = {
  and: { takes: ['any'], rest: 'any', gives: 'any' },
  or: { takes: ['any'], rest: 'any', gives: 'any' },
  not: takes(['any'], 'bool'),
  len: takes(['any'], 'integer'),
  index: { takes: ['any'], rest: 'any', gives: 'any' },
  slice: { takes: ['any', 'any', 'any', 'any'], optional: 3, gives: 'any' },
  print: { takes: [], rest: 'any', gives: 'text' },
  printf: { takes: ['text'], rest: 'any', gives: 'text' },
  println: { takes: [], rest: 'any', gives: 'text' },
  html: { takes: [], rest: 'any', gives: 'text' },
  js: { takes: [], rest: 'any', gives: 'text' },
  urlquery: { takes: [], rest: 'any', gives: 'text' },
  eq: { takes: ['any'], rest: 'any', gives: 'bool' },
  ne: takes(['any', 'any'], 'bool'),
  lt: takes(['any', 'any'], 'bool'),
  le: takes(['any', 'any'], 'bool'),
  gt: takes(['any', 'any'], 'bool'),
  ge: takes(['any', 'any'], 'bool'),
  call: { takes: ['any'], rest: 'any', gives: 'any' },
}

/** What templates of alerts may call. Source: template/template.go of github.com/prometheus/prometheus. */
export const alertFunctions: ReadonlyMap<string, TemplateFunction> = new Map(
  Object.entries({
    ...builtIn,
    query: takes(['text'], 'samples'),
    first: takes(['samples'], 'sample'),
    label: takes(['text', 'sample'], 'text'),
    value: takes(['sample'], 'any'),
    strvalue: takes(['sample'], 'text'),
    sortByLabel: takes(['text', 'samples'], 'samples'),
    args: { takes: [], rest: 'any', gives: 'any' },
    reReplaceAll: takes(['text', 'text', 'text'], 'text'),
    safeHtml: takes(['text'], 'text'),
    match: takes(['text', 'text'], 'bool'),
    title: takes(['text'], 'text'),
    toUpper: takes(['text'], 'text'),
    toLower: takes(['text'], 'text'),
    graphLink: takes(['text'], 'text'),
    tableLink: takes(['text'], 'text'),
    stripPort: takes(['text'], 'text'),
    stripDomain: takes(['text'], 'text'),
    humanize: takes(['any'], 'text'),
    humanize1024: takes(['any'], 'text'),
    humanizeDuration: takes(['any'], 'text'),
    humanizePercentage: takes(['any'], 'text'),
    humanizeTimestamp: takes(['any'], 'text'),
    toTime: takes(['any'], 'time'),
    toDuration: takes(['any'], 'time'),
    now: takes([], 'float'),
    pathPrefix: takes([], 'text'),
    externalURL: takes([], 'text'),
    parseDuration: takes(['text'], 'float'),
    urlQueryEscape: takes(['text'], 'text'),
  } satisfies Record<string, TemplateFunction>),
)

/** What Prometheus puts in front of each template of an alert. Source: model/rulefmt/rulefmt.go of github.com/prometheus/prometheus. */
export const alertVariables: Readonly<Record<string, ValueType>> = {
  $labels: 'labels',
  $externalLabels: 'labels',
  $externalURL: 'text',
  $value: 'float',
}

/** What templates of notifications may call. Source: template/template.go of github.com/prometheus/alertmanager. */
export const notificationFunctions: ReadonlySet<string> = new Set([
  ...Object.keys(builtIn),
  ...(
    'toUpper toLower title trimSpace join match safeHtml safeUrl urlUnescape reReplaceAll stringSlice routeLabels date tz now since humanizeDuration ' +
    'toDate mustToDate toJson base64encode base64decode list append dict'
  ).split(' '),
])
