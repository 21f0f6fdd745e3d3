import type { IngressSpec } from 'kubernetes-types/networking/v1.js'
import { groupedBy } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Manifest, manifestsOfKind, type ObjectFields, sameDeployment } from '../manifest.ts'

interface IngressFields extends ObjectFields {
  spec: IngressSpec & { ingressClassName?: string }
}
export type Ingress = Manifest<IngressFields>

const groups = ['networking.k8s.io', 'extensions', ''].map(group => manifestsOfKind<IngressFields>('Ingress', group))

/** Those of both API groups that have served it, and of the core group, where some put it. */
export function ingresses(project: Project): Ingress[] {
  return groups.flatMap(query => project.get(query))
}

export function wholeIngresses(project: Project): Ingress[] {
  return project.get(ingresses).filter(({ partial }) => !partial)
}

/** The field of before Kubernetes 1.18, still read by controllers. */
export const classAnnotation = 'kubernetes.io/ingress.class'

/** The class of an Ingress; undefined where the cluster's default decides. */
export function classOf(ingress: Ingress): string | undefined {
  return ingress.at('spec').at('ingressClassName').value ?? ingress.at('metadata').at('annotations').value?.[classAnnotation]
}

/** Hosts that the certificates of an Ingress are for, lower case. */
export function tlsHosts(ingress: Ingress): readonly string[] {
  return ingress
    .at('spec')
    .at('tls')
    .each()
    .flatMap(entry => entry.value?.hosts ?? [])
    .map(host => host.toLowerCase())
}

/** Whether a certificate for `pattern` is one for `host`: `*` stands for one label. */
export function covers(pattern: string, host: string): boolean {
  if (pattern === host) return true
  const dot = host.indexOf('.')
  return pattern.startsWith('*.') && dot > 0 && pattern.slice(1) === host.slice(dot)
}

/** A path of a rule, and the one that has taken it before. */
export interface Route {
  readonly ingress: Ingress
  readonly host: string
  readonly path: string
  readonly at: Ref<unknown>
}

/** Routes that another Ingress of the same class, or the same one, has already, with that. */
export function doubleRoutes(project: Project): { readonly route: Route; readonly first: Route }[] {
  const routes = project.get(wholeIngresses).filter(sharesProxy).flatMap(routesOf)
  const same = groupedBy(routes, route => JSON.stringify([route.host, route.path, classOf(route.ingress) ?? '', route.type]))
  return [...same.values()].flatMap(([first, ...others]) =>
    others
      .filter(({ ingress }) => ingress === first!.ingress || (sameDeployment(ingress, first!.ingress) && ingress.name !== first!.ingress.name))
      .map(route => ({ route, first: first! })),
  )
}

/** Not one for which the controller makes a load balancer of its own. */
function sharesProxy(ingress: Ingress): boolean {
  const annotations = ingress.at('metadata').at('annotations').value ?? {}
  if (Object.keys(annotations).some(name => name.startsWith('alb.ingress.kubernetes.io/'))) return 'alb.ingress.kubernetes.io/group.name' in annotations
  return !/^(?:alb|gce(?:-internal)?)$/.test(classOf(ingress) ?? '')
}

function routesOf(ingress: Ingress): (Route & { readonly type: string })[] {
  return ingress
    .at('spec')
    .at('rules')
    .each()
    .flatMap(rule =>
      rule
        .at('http')
        .at('paths')
        .each()
        .map(entry => {
          const path = entry.at('path')
          const type = entry.value?.pathType ?? ''
          return { ingress, host: (rule.value?.host ?? '').toLowerCase(), path: path.value ?? '/', type, at: path.exists ? path : entry }
        }),
    )
}
