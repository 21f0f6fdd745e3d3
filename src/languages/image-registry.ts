import { type Image, isRegistry } from './image-reference.ts'
import { matchesPattern } from './name-pattern.ts'

const hub = 'docker.io'

/**
 * Whether an image comes from a registry, from below a path of it, or is that very repository: `ghcr.io`, `registry.example.com/base`,
 * `*.example.com`; without a host, as docker reads it, from Docker Hub: `bitnami`, `nginx`. `*` stands for anything within a step.
 * A place ends where a step ends: `registry.example.com/base` does not hold `registry.example.com/basement/x`.
 */
export function inRegistry(image: Image, place: string): boolean {
  const [first = '', ...rest] = place.split('/').filter(step => step !== '')
  const hosted = isRegistry(first) || first === '*'
  const [registry, path] = hosted ? [first, rest] : [hub, [first, ...rest]]
  if (!matchesPattern(registry, image.registry)) return false
  // The official images are in "library", which nobody writes.
  const [namespace, ...name] = image.repository.split('/')
  return holds(path, [namespace!, ...name]) || (image.registry === hub && namespace === 'library' && holds(path, name))
}

function holds(path: readonly string[], repository: readonly string[]): boolean {
  return path.every((step, index) => index < repository.length && matchesPattern(step, repository[index]!))
}
