import type { PeerNames } from '../peers.ts'
import type { Ref } from '../source/ref.ts'
import type { Range, Resource, SourceFile } from '../source/source.ts'
import { YamlSource } from '../source/yaml.ts'
import type { Suppression } from '../suppress.ts'
import { parseDirective, written } from './comments.ts'

const annotation = 'k8s-lint.dev/ignore'

/** What may carry annotations and labels. */
export interface Annotated {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, unknown>>; readonly labels?: Readonly<Record<string, unknown>> }
}

/** The suppressions that our own annotations of an object and of its pod templates are. */
export function inAnnotations(file: SourceFile, resource: Resource, names: PeerNames): Suppression[] {
  return annotatedIn(resource).flatMap(({ object, scope }) => annotationsOf(file, object, scope, names))
}

/** An object and its pod templates, each with the part of the file that it is. */
export function annotatedIn({ body }: Resource): { readonly object: Ref<Annotated>; readonly scope: Range }[] {
  const { source } = body
  if (!(source instanceof YamlSource)) return []
  const whole = body.path.length === 0 ? source.toFile(source.document.range) : source.extent(body.path)
  return [{ object: body as Ref<Annotated>, scope: whole }, ...templatesIn(body).map(object => ({ object, scope: source.extent(object.path) }))].flatMap(
    ({ object, scope }) => (scope ? [{ object, scope }] : []),
  )
}

function annotationsOf(file: SourceFile, object: Ref<Annotated>, scope: Range, names: PeerNames): Suppression[] {
  const annotations = object.at('metadata').at('annotations')
  if (typeof annotations.value !== 'object') return []
  return [...annotations.entries()].flatMap(([key, at]): Suppression[] => {
    if (!key.startsWith('k8s-lint.dev/') || typeof at.value !== 'string') return []
    const directive = parseDirective(at.value)
    const plain = { ...written(directive, names), scope, file: file.path }
    if (key !== annotation)
      return [{ ...plain, at: at.key(), malformed: `There is no annotation "${key}", so this suppresses nothing. Did you mean "${annotation}"?` }]
    if (directive.names > 0) return [{ ...plain, at }]
    return [{ ...plain, at, malformed: 'This annotation names no rule, so it suppresses nothing. Name the rules, or write "*" for all of them.' }]
  })
}

/** Pod templates, wherever they are in an object. */
function templatesIn(body: Ref<unknown>): Ref<Annotated>[] {
  const found: Ref<Annotated>[] = []
  // Aliases make one value stand in many places; each is looked at once.
  const seen = new Set<unknown>()
  const look = (ref: Ref<unknown>): void => {
    if (typeof ref.value !== 'object' || ref.value === null || seen.has(ref.value)) return
    seen.add(ref.value)
    for (const item of Array.isArray(ref.value) ? ref.each() : [...ref.entries()].map(([, entry]) => entry)) {
      if (item.path.at(-1) === 'template' && typeof item.value === 'object' && item.value !== null) found.push(item as Ref<Annotated>)
      look(item as Ref<unknown>)
    }
  }
  look(body)
  return found
}
