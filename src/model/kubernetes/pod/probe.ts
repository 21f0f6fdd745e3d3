import type { Probe as ProbeFields } from 'kubernetes-types/core/v1.js'
import type { Project } from '../../../project.ts'
import { Ref } from '../../../source/ref.ts'
import { type Container, containers } from './container.ts'

export type ProbeName = 'livenessProbe' | 'readinessProbe' | 'startupProbe'

/**
 * A probe with the container it watches; times and counts as the API server defaults them, which reads 0 as unset. Undefined is what
 * cannot be told: left out by a patch, or not a number.
 */
export class Probe extends Ref<ProbeFields> {
  readonly name: ProbeName
  readonly container: Container

  constructor(container: Container, name: ProbeName) {
    const ref = container.at(name)
    super(ref.source, ref.path, ref.value)
    this.name = name
    this.container = container
  }

  /** Seconds between two probes. */
  get period(): number | undefined {
    return this.#number('periodSeconds', 10)
  }

  /** Seconds after which a probe counts as failed. */
  get timeout(): number | undefined {
    return this.#number('timeoutSeconds', 1)
  }

  /** Failures in a row before the kubelet acts. */
  get failureThreshold(): number | undefined {
    return this.#number('failureThreshold', 3)
  }

  /** Seconds after the container's start before the first probe. */
  get initialDelay(): number | undefined {
    return this.#number('initialDelaySeconds', 0)
  }

  /** Seconds of failures in a row before the kubelet acts. */
  get patience(): number | undefined {
    const { period, failureThreshold } = this
    return period === undefined || failureThreshold === undefined ? undefined : period * failureThreshold
  }

  #number(field: 'periodSeconds' | 'timeoutSeconds' | 'failureThreshold' | 'initialDelaySeconds', otherwise: number): number | undefined {
    const written = this.at(field)
    const unknown = written.exists ? written.value === undefined : this.container.pod.workload.partial
    return unknown ? undefined : written.value || otherwise
  }

  /** `Liveness probe of container "web"`, for messages. */
  get title(): string {
    return `${titles[this.name]} of ${this.container.mention}`
  }
}

const titles: Record<ProbeName, string> = { livenessProbe: 'Liveness probe', readinessProbe: 'Readiness probe', startupProbe: 'Startup probe' }

/** Every probe that is written down. */
export function probes(project: Project): Probe[] {
  const names = Object.keys(titles) as ProbeName[]
  return project.get(containers).flatMap(container => names.map(name => new Probe(container, name)).filter(probe => probe.value !== undefined))
}
