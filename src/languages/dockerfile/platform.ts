import { nearest } from '../nearest.ts'
import { parsePlatform, platformWords } from '../platform.ts'
import { short } from './characters.ts'

/** Why BuildKit would not take a platform; undefined when it would, and where a variable says it. */
export function platformProblem(platform: string): string | undefined {
  if (platform.includes('$') || parsePlatform(platform)) return undefined
  if (platform === '') return '"--platform" is empty. Name a platform, as in linux/amd64, or remove the flag.'
  if (!/^[\w-]+$/.test(platform)) return `"${short(platform)}" is no platform. Write it like linux/amd64 or linux/arm/v7.`
  const near = nearest(platform, platformWords)
  return `"${short(platform)}" is neither an operating system nor an architecture. ${near ? `Did you mean "${near}"?` : 'Write it like linux/amd64.'}`
}
