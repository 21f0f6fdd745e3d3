import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { containers } from '../pod/container.ts'
import { envOf } from '../pod/env.ts'
import { type Origin, resolve } from '../references/reference.ts'
import { isOpen, servedBy } from './service-port.ts'
import { type Service, servicePort } from './service.ts'

/** An address in a variable or an argument that names a Service of the tree, and a port that it does not serve. */
export interface WrongAddress {
  /** The port. */
  readonly at: Ref<string>
  readonly service: Service
  readonly served: string
}

/** `name`, `name.namespace`, `name.namespace.svc.cluster.local`, with a port. */
const host = '([a-z][a-z0-9-]{0,62})(?:\\.([a-z][a-z0-9-]{0,62})(?:\\.svc(?:\\.cluster\\.local\\.?)?)?)?:(\\d{1,5})'
const address = new RegExp(`^${host}$`, 'd')
const url = new RegExp(`(?<=^|[\\s='",(:])(?:[a-z][a-z0-9+]{1,20}://)(?:[^\\s/@'"]{1,200}@)?${host}(?=[/\\s'",?)]|$)`, 'dg')
/** Variables whose value is an address, where `redis:7` is no image. */
const addressName = /ADDR|HOST|URL|URI|ENDPOINT|SERVER|SERVICE|BROKER|BOOTSTRAP|TARGET|UPSTREAM|BACKEND/i

export function wrongAddresses(project: Project): WrongAddress[] {
  return project.get(containers).flatMap(container => {
    const owner = container.pod.workload
    const variables = envOf(container).flatMap(entry => addressesIn(entry.at('value') as Ref<string>, addressName.test(entry.at('name').value ?? '')))
    const words = [...container.at('command').each(), ...container.at('args').each()].flatMap(word => addressesIn(word, false))
    return [...variables, ...words].flatMap(found => wrongAt(project, owner, found) ?? [])
  })
}

/** The same of one text. */
export function wrongAddressesIn(project: Project, owner: Origin, text: Ref<string>): WrongAddress[] {
  return addressesIn(text, false).flatMap(found => wrongAt(project, owner, found) ?? [])
}

interface Address {
  readonly name: string
  readonly namespace: string | undefined
  readonly port: Ref<string>
}

function addressesIn(text: Ref<string>, plain: boolean): Address[] {
  const { value } = text
  if (typeof value !== 'string') return []
  const matches = [...value.matchAll(url), ...(plain ? [address.exec(value)] : [])].filter(match => match !== null)
  return matches.map(match => {
    const [start, end] = match.indices![3]!
    return { name: match[1]!, namespace: match[2], port: text.slice(start, end) }
  })
}

function wrongAt(project: Project, owner: Origin, { name, namespace, port }: Address): WrongAddress | undefined {
  const resolution = resolve(project, { kind: 'Service', group: '', name }, namespace ?? owner.namespace, owner)
  if (resolution.state !== 'found' || !resolution.near) return undefined
  const services = resolution.targets as unknown as Service[]
  const [service] = services
  const number = Number(port.value)
  // Behind the name of a headless Service are the pods themselves, with all their ports.
  const fits = (candidate: Service): boolean =>
    candidate.at('spec').at('clusterIP').value === 'None' || isOpen(project, candidate) || servicePort(candidate, number) !== undefined
  return !service || services.some(fits) ? undefined : { at: port, service, served: servedBy(service) }
}
