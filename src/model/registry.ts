import type { Image } from '../languages/image-reference.ts'
import { matchesPattern } from './reference.ts'

/**
 * Whether an image comes from a registry, or from below a path of it: `ghcr.io`, `registry.example.com/base`, `*.example.com`.
 * A path ends at a `/`: `registry.example.com/base` does not hold `registry.example.com/basement/x`.
 */
export function inRegistry(image: Image, pattern: string): boolean {
  const [registry = '', ...path] = pattern.replace(/\/+$/, '').split('/')
  if (!matchesPattern(registry, image.registry)) return false
  const repository = image.repository.split('/')
  return path.every((step, index) => index < repository.length && matchesPattern(step, repository[index]!))
}
