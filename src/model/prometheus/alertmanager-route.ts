import type { Fields } from '../../languages/json.ts'
import { accepts } from '../../languages/promql/index.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { alertmanagerConfigs, type Condition, conditionsOf, routesOf } from './alertmanager-config.ts'
import { type Fault, isGiven, scalarOf } from './configuration.ts'

/** Routes that no alert ever takes. */
export function deadRoutes(project: Project): Fault[] {
  return project.get(alertmanagerConfigs).flatMap(config => routesOf(config).flatMap(({ route, above }) => [...contradictions(route, above), ...hidden(route)]))
}

function* contradictions(route: Ref<Fields>, above: readonly Ref<Fields>[]): Generator<Fault> {
  const own = conditionsOf(route)
  const clash = clashIn([...above.flatMap(outer => conditionsOf(outer)), ...own], own)
  if (!clash) return
  const [wanted, other] = clash
  yield {
    at: other.at,
    message: `No alert has ${written(wanted)} and ${written(other)}, so nothing ever takes this route${own.includes(wanted) ? '' : ', which is inside of one for the former'}. Correct one of them, or remove the route.`,
  }
}

/** Routes behind one that takes all that they would. */
function* hidden(parent: Ref<Fields>): Generator<Fault> {
  const taken = new Map<string, Ref<Fields>>()
  for (const route of (parent.at('routes') as Ref<Fields[]>).each()) {
    const conditions = conditionsOf(route)
    const key = keyOf(conditions)
    const earlier = taken.get('') ?? taken.get(key)
    const cause = earlier && (taken.has('') ? 'one without matchers before it takes every alert' : 'one with the same matchers before it takes the same alerts')
    if (cause)
      yield {
        at: conditions[0]?.at ?? route.at('receiver'),
        message: `Nothing ever takes this route: ${cause}, and does not "continue". Move it up, or set "continue: true" there.`,
      }
    if (route.at('continue').value !== true && isReadable(route, conditions) && !isTimed(route)) taken.set(key, route)
  }
}

/** Whether all that is written about a route is understood; matchers that cannot be read are reported elsewhere. */
function isReadable(route: Ref<Fields>, conditions: readonly Condition[]): boolean {
  return conditions.length > 0 || !['match', 'match_re', 'matchers'].some(field => isGiven(route.at(field)))
}

/** A muted route takes its alerts all the same; but to be muted may be what it is for. */
function isTimed(route: Ref<Fields>): boolean {
  return isGiven(route.at('active_time_intervals'))
}

function keyOf(conditions: readonly Condition[]): string {
  return conditions
    .map(({ name, operator, value }) => JSON.stringify([name, operator, value]))
    .sort()
    .join(' ')
}

/** Inhibitions that never mute anything, or that mute everything. */
export function idleInhibitions(project: Project): Fault[] {
  return project
    .get(alertmanagerConfigs)
    .flatMap(config => [...(config.at('inhibit_rules') as Ref<Fields[]>).each()].flatMap(rule => [...inhibitionFaults(rule)]))
}

function* inhibitionFaults(rule: Ref<Fields>): Generator<Fault> {
  const [source, target] = [conditionsOf(rule, 'source_'), conditionsOf(rule, 'target_')]
  for (const [side, conditions] of [
    ['source', source],
    ['target', target],
  ] as const) {
    if (conditions.length > 0) continue
    if (['match', 'match_re', 'matchers'].some(field => isGiven(rule.at(`${side}_${field}`)))) continue
    const effect = side === 'source' ? 'while any alert fires, its targets are muted' : 'while its source fires, every other alert is muted'
    yield { at: rule.at(`${side}_matchers`), message: `This inhibition has no "${side}_matchers", so ${effect}. Say which alerts are meant.` }
  }
  const clash = clashIn(source) ?? clashIn(target)
  if (clash)
    yield {
      at: clash[1].at,
      message: `No alert has ${written(clash[0])} and ${written(clash[1])}, so this inhibition never mutes anything. Correct one of them.`,
    }
  for (const item of (rule.at('equal') as Ref<unknown[]>).each()) {
    const label = scalarOf(item)
    const unequal = label !== undefined && unequalIn(source, target, label)
    if (unequal)
      yield {
        at: item,
        message: `"${label}" has to be equal on both sides, and the source has ${written(unequal[0])} where the target has ${written(unequal[1])}, so this inhibition never mutes anything. Take "${label}" out of "equal".`,
      }
  }
}

/** Two conditions on a label that no one value meets. */
function unequalIn(source: readonly Condition[], target: readonly Condition[], label: string): readonly [Condition, Condition] | undefined {
  for (const one of source) {
    for (const other of target) {
      if (one.name !== label || other.name !== label) continue
      if ((one.operator === '=' && !accepts(other, one.value)) || (other.operator === '=' && !accepts(one, other.value))) return [one, other]
    }
  }
  return undefined
}

/** Two of the conditions, the second among `later`, that no one alert meets. */
function clashIn(conditions: readonly Condition[], later: readonly Condition[] = conditions): readonly [Condition, Condition] | undefined {
  const wanted = new Map<string, Condition>()
  for (const condition of conditions) if (condition.operator === '=' && !wanted.has(condition.name)) wanted.set(condition.name, condition)
  for (const other of later) {
    const one = wanted.get(other.name)
    if (one && one !== other && !accepts(other, one.value)) return [one, other]
  }
  return undefined
}

function written({ name, operator, value }: Condition): string {
  return `${name}${operator}"${value}"`
}
