import { parseNotificationTemplate, type ParsedTemplate } from '../../languages/gotemplate/index.ts'
import { type Fields, isMapping } from '../../languages/json.ts'
import { readMatchers } from '../../languages/matchers.ts'
import { nearest } from '../../languages/nearest.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { isOwnTemplate } from './alert-template.ts'
import { type Check, type Fault, faultsIn, isGiven, list, scalarOf } from './configuration.ts'
import { httpChecks } from './prometheus-config.ts'
import { wholeOf } from './prometheus-file.ts'
import { hasPlaceholder } from '../../schemas/walk.ts'
import { isTimeZone } from '../../languages/time-zone.ts'
import { nameOf } from '../kubernetes/schema.ts'
import { secondsOf } from './prometheus.ts'
import { minutesOf } from '../../languages/time-interval.ts'

const refuses = 'so Alertmanager refuses the whole configuration.'

/** Configurations of Alertmanager, in files, ConfigMaps and Secrets. */
export function alertmanagerConfigs(project: Project): Ref<Fields>[] {
  return project.ofKind('AlertmanagerFile').map(wholeOf)
}

/** Why Alertmanager would not load them. */
export function alertmanagerFaults(project: Project): Fault[] {
  return project.get(alertmanagerConfigs).flatMap(config => faultsIn(config, 'alertmanager.Config', { refuses, checks: alertmanagerChecks(config) }))
}

/**
 * What Alertmanager asks of its configuration beyond what the tables say, by Go type.
 * Source: the UnmarshalYAML functions of config/, notify/ and timeinterval/ of github.com/prometheus/alertmanager.
 *
 * @param root the whole configuration: routes name its receivers, and receivers leave out what its global part says
 */
function alertmanagerChecks(root: Ref<Fields>): Readonly<Record<string, Check>> {
  const global = root.at('global') as Ref<Fields>
  const integrations = Object.entries(inherited).map(([type, needs]) => [type, (config: Ref<Fields>) => missing(config, global, needs)] as const)
  return {
    ...httpChecks,
    ...Object.fromEntries(integrations),
    'alertmanager.Config': config => [...uniqueNames(config), ...rootRoute(config), ...references(config)],
    'alertmanager.GlobalConfig': slackOfGlobal,
    'alertmanager.SlackConfig': config => slack(config, global),
    'alertmanager.Route': route => [...routeLabels(route), ...routeIntervals(route)],
    'alertmanager.PushoverConfig': pushover,
    'alertmanager.WebexConfig': webex,
    'timeinterval.TimeInterval': location,
    'common.InhibitRule': inhibitLabels,
    'timeinterval.yamlTimeRange': timeRange,
    'opsgenie.OpsGenieConfigResponder': responder,
  }
}

/** A part that needs one of its own fields set, or one of the global part. */
type Need = readonly [own: readonly string[], global: readonly string[]]

const inherited: Readonly<Record<string, readonly Need[]>> = {
  'alertmanager.EmailConfig': [
    [['smarthost'], ['smtp_smarthost']],
    [['from'], ['smtp_from']],
  ],
  'opsgenie.OpsGenieConfig': [
    [
      ['api_key', 'api_key_file'],
      ['opsgenie_api_key', 'opsgenie_api_key_file'],
    ],
  ],
  'alertmanager.WechatConfig': [
    [
      ['api_secret', 'api_secret_file'],
      ['wechat_api_secret', 'wechat_api_secret_file'],
    ],
    [['corp_id'], ['wechat_api_corp_id']],
  ],
  'alertmanager.VictorOpsConfig': [
    [
      ['api_key', 'api_key_file'],
      ['victorops_api_key', 'victorops_api_key_file'],
    ],
  ],
  'telegram.TelegramConfig': [
    [
      ['bot_token', 'bot_token_file'],
      ['telegram_bot_token', 'telegram_bot_token_file'],
    ],
  ],
  'jira.JiraConfig': [[['api_url'], ['jira_api_url']]],
  'alertmanager.RocketchatConfig': [
    [
      ['token', 'token_file'],
      ['rocketchat_token', 'rocketchat_token_file'],
    ],
    [
      ['token_id', 'token_id_file'],
      ['rocketchat_token_id', 'rocketchat_token_id_file'],
    ],
  ],
  'mattermost.MattermostConfig': [
    [
      ['webhook_url', 'webhook_url_file'],
      ['mattermost_webhook_url', 'mattermost_webhook_url_file'],
    ],
  ],
}

function* missing(config: Ref<Fields>, global: Ref<Fields>, needs: readonly Need[]): Generator<Fault> {
  for (const [own, shared] of needs) {
    if (own.some(field => isGiven(config.at(field))) || shared.some(field => isGiven(global.at(field)))) continue
    const message = `"${nameOf(config.path)}" has no "${own[0]}", and the global part no "${shared[0]}", ${refuses} Set one of them.`
    yield { at: config.at(own[0]!), message }
  }
}

const [tokens, hooks] = [
  ['app_token', 'app_token_file'],
  ['api_url', 'api_url_file'],
]
const botUrl = 'https://slack.com/api/chat.postMessage'

function* slack(config: Ref<Fields>, global: Ref<Fields>): Generator<Fault> {
  const inherits = (field: string): boolean => isGiven(global.at(`slack_${field}`))
  const signsIn = isGiven((config.at('http_config') as Ref<Fields>).at('authorization'))
  const hasOwn = [...tokens, ...hooks].some(field => isGiven(config.at(field)))
  if (!hasOwn && !hooks.some(inherits) && (signsIn || !tokens.some(inherits))) {
    yield {
      at: config.at('api_url'),
      message: `"${nameOf(config.path)}" has no "api_url" and no "app_token", and the global part none for it, ${refuses} Set one of them.`,
    }
  }
  const update = config.at('update_message')
  const url = scalarOf(config.at('api_url')) ?? scalarOf(global.at('slack_api_url'))
  if (update.value === true && url !== botUrl)
    yield { at: update, message: `"update_message" works with the token of a bot only, ${refuses} Set "api_url" to ${botUrl}, or remove it.` }
}

function* slackOfGlobal(global: Ref<Fields>): Generator<Fault> {
  const [token, hook] = [tokens, hooks].map(fields => fields.map(field => `slack_${field}`).find(field => isGiven(global.at(field))))
  // A token may stand beside the URL that it is for.
  if (!token || !hook || scalarOf(global.at('slack_api_url')) === (scalarOf(global.at('slack_app_url')) ?? botUrl)) return
  yield {
    at: global.at(token).key(),
    message: `"${token}" stands beside "${hook}", and only one of them may be set, ${refuses} Remove "${token}" or "${hook}".`,
  }
}

/** Lists whose items have names, with the word for one of them; both kinds of intervals share their names. */
const named = [
  [['receivers'], 'Receiver'],
  [['mute_time_intervals', 'time_intervals'], 'Time interval'],
] as const

function* uniqueNames(config: Ref<Fields>): Generator<Fault> {
  for (const [fields, title] of named) {
    const seen = new Set<string>()
    for (const at of fields.flatMap(field => namesIn(config, field))) {
      if (seen.has(at.value!)) yield { at, message: `${title} "${at.value}" is there twice, ${refuses} Rename one of them, or join them.` }
      seen.add(at.value!)
    }
  }
}

function namesIn(config: Ref<Fields>, field: string): Ref<string>[] {
  return [...(config.at(field) as Ref<Fields[]>).each()]
    .map(item => item.at('name') as Ref<string>)
    .filter(({ value }) => typeof value === 'string' && value !== '')
}

function* rootRoute(config: Ref<Fields>): Generator<Fault> {
  const route = config.at('route') as Ref<Fields>
  if (!isMapping(route.value)) return
  if (!isGiven(route.at('receiver')))
    yield { at: route.at('receiver'), message: `The first route has no "receiver", to which goes what no other route takes, ${refuses} Name one.` }
  const field = ['match', 'match_re', 'matchers', 'mute_time_intervals', 'active_time_intervals'].find(name => isGivenMap(route.at(name)))
  if (field)
    yield {
      at: route.at(field).key(),
      message: `The first route takes all alerts at all times, and has "${field}", ${refuses} Move it to a route under "routes".`,
    }
  const next = route.at('continue')
  if (next.value === true) yield { at: next.key(), message: `There is nothing to continue with behind the first route, ${refuses} Remove "continue".` }
}

function isGivenMap(at: Ref<unknown>): boolean {
  return isGiven(at) && !(isMapping(at.value) && Object.keys(at.value).length === 0)
}

/** Names in the tree of routes that nothing has. */
function* references(config: Ref<Fields>): Generator<Fault> {
  const receivers = new Set(namesIn(config, 'receivers').map(({ value }) => value!))
  const intervals = new Set(['mute_time_intervals', 'time_intervals'].flatMap(field => namesIn(config, field).map(({ value }) => value!)))
  for (const { route } of routesOf(config)) {
    const receiver = route.at('receiver')
    const name = scalarOf(receiver)
    if (name && !receivers.has(name)) yield { at: receiver, message: `No receiver is called "${name}", ${refuses} ${adviceOn(name, receivers, 'receivers')}` }
    for (const field of ['mute_time_intervals', 'active_time_intervals']) {
      for (const item of (route.at(field) as Ref<unknown[]>).each()) {
        const interval = scalarOf(item)
        if (interval && !intervals.has(interval))
          yield { at: item, message: `No time interval is called "${interval}", ${refuses} ${adviceOn(interval, intervals, 'time_intervals')}` }
      }
    }
  }
}

function adviceOn(name: string, known: ReadonlySet<string>, field: string): string {
  const near = nearest(name, known)
  return near ? `Did you mean "${near}"?` : `Add it to "${field}"${known.size > 0 && known.size <= 8 ? `, or use one of ${list([...known])}` : ''}.`
}

/** A route, and those that alerts pass on the way to it. */
export interface PlacedRoute {
  readonly route: Ref<Fields>
  readonly above: readonly Ref<Fields>[]
}

/** Deeper than any tree of routes. */
const deepest = 50

/** All routes of a configuration, each before those in it. */
export function routesOf(config: Ref<Fields>): PlacedRoute[] {
  const placed: PlacedRoute[] = []
  const collect = (route: Ref<Fields>, above: readonly Ref<Fields>[]): void => {
    if (!isMapping(route.value) || above.length > deepest) return
    placed.push({ route, above })
    for (const inner of (route.at('routes') as Ref<Fields[]>).each()) collect(inner, [...above, route])
  }
  collect(config.at('route') as Ref<Fields>, [])
  return placed
}

const labelName = /^[a-zA-Z_]\w*$/

function* routeLabels(route: Ref<Fields>): Generator<Fault> {
  const by = [...(route.at('group_by') as Ref<unknown[]>).each()]
  const seen = new Set<string>()
  for (const item of by) {
    const label = scalarOf(item)
    if (label === '') yield { at: item, message: `"" is no name of a label, ${refuses} Remove it from "group_by".` }
    else if (label !== undefined && seen.has(label) && label !== '...') yield { at: item, message: `"${label}" is in "group_by" twice, ${refuses} Remove one.` }
    seen.add(label ?? '')
  }
  if (seen.has('...') && seen.size > 1)
    yield { at: by.find(item => item.value === '...')!, message: `"..." groups by all labels, and stands beside others, ${refuses} Remove it, or them.` }
  yield* matchLabels(route, ['match', 'match_re'])
}

function* routeIntervals(route: Ref<Fields>): Generator<Fault> {
  for (const field of ['group_interval', 'repeat_interval']) {
    const at = route.at(field)
    if (secondsOf(at) === 0) yield { at, message: `"${nameOf(at.path)}" has to be greater than 0, ${refuses} Set it, or leave it out for the default.` }
  }
}

function* pushover(config: Ref<Fields>): Generator<Fault> {
  for (const field of ['expire', 'retry', 'ttl']) {
    const at = config.at(field)
    if (typeof at.value === 'number' && at.value !== 0)
      yield { at, message: `"${nameOf(at.path)}" is ${at.value}, without a unit, ${refuses} Write ${at.value}s for seconds.` }
  }
  const [html, plain] = [config.at('html'), config.at('monospace')]
  if (html.value === true && plain.value === true)
    yield { at: plain.key(), message: `"monospace" stands beside "html", and only one of them may be set, ${refuses} Remove one of them.` }
}

/** Webex is signed in to by what stands there, and by nothing of the global part. */
function* webex(config: Ref<Fields>): Generator<Fault> {
  const client = config.at('http_config') as Ref<Fields>
  if (!client.at('authorization').value)
    yield {
      at: client.at('authorization'),
      message: `"${nameOf(config.path)}" needs "http_config.authorization", ${refuses} Set it, with the token of the bot.`,
    }
}

function* location(interval: Ref<Fields>): Generator<Fault> {
  const at = interval.at('location')
  const text = scalarOf(at)
  if (text && text !== 'Local' && !hasPlaceholder(text) && !isTimeZone(text))
    yield { at, message: `"${text}" is no time zone, ${refuses} Write one such as Europe/Berlin or Etc/UTC.` }
}

const inhibitLabels: Check = rule => matchLabels(rule, ['source_match', 'source_match_re', 'target_match', 'target_match_re'])

function* matchLabels(part: Ref<Fields>, fields: readonly string[]): Generator<Fault> {
  for (const field of fields) {
    for (const [name, value] of part.at(field).entries()) {
      if (field.endsWith('_re') && value.value === undefined) yield { at: value, message: `"${name}" has no regular expression, ${refuses} Write one.` }
      if (!labelName.test(name))
        yield {
          at: value.key(),
          message: `"${name}" is no name of a label in "${field}", ${refuses} Use letters, digits and underscores, or "${field.startsWith('match') ? 'matchers' : field.split('_')[0] + '_matchers'}" for other names.`,
        }
    }
  }
}

function* timeRange(range: Ref<Fields>): Generator<Fault> {
  const [start, end] = [range.at('start_time'), range.at('end_time')]
  for (const at of [start, end]) {
    const text = scalarOf(at)
    if (text && minutesOf(text) === undefined)
      yield { at, message: `"${text}" is no time of the day, ${refuses} Write one like "09:00", with two digits each, up to "24:00".` }
  }
  const [from, to] = [minutesOf(scalarOf(start) ?? ''), minutesOf(scalarOf(end) ?? '')]
  if (from !== undefined && to !== undefined && from >= to) {
    yield {
      at: end,
      message: `The interval ends at ${scalarOf(end)}, not after ${scalarOf(start)}, ${refuses} One that spans midnight is two: up to 24:00, and from 00:00.`,
    }
  }
}

const responders = ['team', 'teams', 'user', 'escalation', 'schedule']

function* responder(config: Ref<Fields>): Generator<Fault> {
  const at = config.at('type')
  const type = scalarOf(at) ?? ''
  if (!type.includes('{{') && !responders.includes(type.toLowerCase()))
    yield { at, message: `"${type}" is no type of a responder, ${refuses} Write one of ${list(responders)}.` }
}

/** The conditions of a route or of one side of an inhibition, in any of the ways to write them; what cannot be read is left out. */
export function conditionsOf(part: Ref<Fields>, prefix = ''): Condition[] {
  const equal = [...part.at(`${prefix}match`).entries()].map(([name, at]): Condition => ({ name, operator: '=', value: scalarOf(at) ?? '', at }))
  const like = [...part.at(`${prefix}match_re`).entries()].map(([name, at]): Condition => ({ name, operator: '=~', value: scalarOf(at) ?? '', at }))
  const written = [...(part.at(`${prefix}matchers`) as Ref<unknown[]>).each()].flatMap(at => {
    const matchers = readMatchers(scalarOf(at) ?? '')
    return 'error' in matchers ? [] : matchers.map((matcher): Condition => ({ ...matcher, at }))
  })
  return [...equal, ...like, ...written]
}

/** A condition on a label, and where it is written. */
export interface Condition {
  readonly name: string
  readonly operator: '=' | '!=' | '=~' | '!~'
  readonly value: string
  readonly at: Ref<unknown>
}

/** A text of a receiver that Alertmanager fills in for each notification. */
export interface NotificationTemplate {
  /** The name of the receiver. */
  readonly receiver: string
  readonly at: Ref<string>
  readonly template: ParsedTemplate
}

export function notificationTemplates(project: Project): NotificationTemplate[] {
  return project
    .get(alertmanagerConfigs)
    .flatMap(config =>
      [...(config.at('receivers') as Ref<Fields[]>).each()].flatMap(receiver =>
        templatesIn(receiver).map(at => ({ receiver: scalarOf(receiver.at('name')) ?? '?', at, template: parseNotificationTemplate(at.value!) })),
      ),
    )
}

/** The name of a receiver, and how it is reached: these are taken as they are. Source: notify/ of github.com/prometheus/alertmanager. */
const untemplated = /^(?:name|http_config|tls_config|sigv4|smarthost|hello|auth_\w+|bot_token|\w+_file)$/

function templatesIn(part: Ref<unknown>): Ref<string>[] {
  if (typeof part.value === 'string') return isOwnTemplate(part.value) ? [part as Ref<string>] : []
  if (Array.isArray(part.value)) return [...(part as Ref<unknown[]>).each()].flatMap(templatesIn)
  return [...part.entries()].flatMap(([key, value]) => (untemplated.test(key) ? [] : templatesIn(value)))
}
