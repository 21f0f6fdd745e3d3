/** A container image reference, taken apart. Offsets count UTF-16 units into the text that was parsed. */
export interface Image {
  /** The registry's host and port, `docker.io` where none is written (also for the older `index.docker.io`). */
  readonly registry: string
  /** The repository within the registry, with Docker Hub's `library/` for official images: `library/nginx`. */
  readonly repository: string
  /** Everything before the tag and the digest, as written: `nginx`, `localhost:5000/app`. */
  readonly name: string
  /** `undefined` where no tag is written: what is pulled then is `latest`, unless a digest is given. */
  readonly tag: string | undefined
  /** `sha256:…`, without the `@`. */
  readonly digest: string | undefined
  /** Where the tag begins, after its colon. */
  readonly tagStart: number | undefined
  /** Where the digest begins, after its `@`. */
  readonly digestStart: number | undefined
}

const hubRegistry = 'docker.io'
const officialNamespace = 'library/'

const hostLabel = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const registryPattern = new RegExp(`^(?:${hostLabel}(?:\\.${hostLabel})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`)
const pathPart = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const repositoryPattern = new RegExp(`^${pathPart}(?:/${pathPart})*$`)
const tagPattern = /^\w[\w.-]{0,127}$/
const digestPattern = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/
const imageIdPattern = /^[a-f0-9]{64}$/
const longestRepository = 255
/** A DNS name has at most 253 characters, and a port five digits. */
const longestRegistry = 259

/**
 * Reads `[registry[:port]/]repository[:tag][@digest]`, as docker, containerd and the kubelet read it
 * (the grammar and `ParseNormalizedNamed` of distribution/reference; digests as opencontainers/go-digest checks them).
 *
 * Gives `undefined` for what these refuse: an upper-case repository, a bare 64-digit image id, a malformed tag or digest.
 * A text with variables (`${IMAGE}`) is not a reference either: replace them first.
 */
export function parseImage(text: string): Image | undefined {
  // Many rules ask about the few images of a project.
  if (known.has(text)) return known.get(text)
  if (known.size >= mostKnown) known.clear()
  const image = parse(text)
  known.set(text, image)
  return image
}

const known = new Map<string, Image | undefined>()
const mostKnown = 1000

function parse(text: string): Image | undefined {
  if (imageIdPattern.test(text)) return
  const at = text.indexOf('@')
  const beforeDigest = at < 0 ? text : text.slice(0, at)
  const digest = at < 0 ? undefined : text.slice(at + 1)
  if (digest !== undefined && !digestPattern.test(digest)) return

  // A colon before the last slash belongs to a port: a tag has no slashes.
  const colon = beforeDigest.indexOf(':', beforeDigest.lastIndexOf('/') + 1)
  const name = colon < 0 ? beforeDigest : beforeDigest.slice(0, colon)
  const tag = colon < 0 ? undefined : beforeDigest.slice(colon + 1)
  if (tag !== undefined && !tagPattern.test(tag)) return

  const place = normalise(name)
  if (!place) return
  return {
    ...place,
    name,
    tag,
    digest,
    tagStart: tag === undefined ? undefined : colon + 1,
    digestStart: digest === undefined ? undefined : at + 1,
  }
}

function normalise(name: string): Pick<Image, 'registry' | 'repository'> | undefined {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(slash, 0))
  const written = isRegistry(first) ? first : undefined
  const path = written === undefined ? name : name.slice(slash + 1)
  if (path.length > longestRepository || !repositoryPattern.test(path)) return
  if (written !== undefined && (written.length > longestRegistry || !registryPattern.test(written))) return

  const registry = written === undefined || written === 'index.docker.io' ? hubRegistry : written
  const official = registry === hubRegistry && !path.includes('/')
  return { registry, repository: official ? officialNamespace + path : path }
}

/** docker's own test: `acme/app` is on Docker Hub; `acme.io/app`, `acme:5000/app`, `localhost/app` and `Acme/app` name a host. */
export function isRegistry(first: string): boolean {
  return /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase()
}
