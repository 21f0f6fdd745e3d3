import type { Project } from '../../project.ts'
import { type CustomKind, customKindsOf } from '../../schemas/crd.ts'
import { type CrdFault, crdFaults } from '../../schemas/crd-faults.ts'
import { rawOf } from '../../schemas/judge.ts'
import { groupOf, type Manifest, manifestOf, manifests } from './manifest.ts'

/** An object of a kind that nobody describes: no schema of ours, none in the tree, none that the configuration names. */
export function objectsOfUnknownKind(project: Project): Manifest[] {
  return project
    .get(manifests)
    .filter(
      ({ apiVersion, kind, partial }) => apiVersion !== '' && kind !== '' && !partial && !isOfTool(apiVersion) && !project.schemas.knows(apiVersion, kind),
    )
}

/** Files of tools that look like objects and are read by the tool, not by a cluster. */
function isOfTool(apiVersion: string): boolean {
  return /^(?:kustomize\.config\.k8s\.io|kubeadm\.k8s\.io|kubelet\.config\.k8s\.io|kubeproxy\.config\.k8s\.io|kind\.x-k8s\.io|skaffold|audit\.k8s\.io|apiserver\.config\.k8s\.io)\//.test(
    apiVersion,
  )
}

/** A version in which an object is written, by the definition of its kind in the tree. */
export interface DefinedVersion {
  readonly manifest: Manifest
  /** Undefined where the definition has no such version. */
  readonly version: CustomKind | undefined
  /** Versions that are served. */
  readonly served: readonly string[]
}

/** The objects whose kind is defined in the tree. Where it is defined more than once, by the definition that has the version. */
export function definedVersions(project: Project): DefinedVersion[] {
  const kinds = new Map<string, Map<string, CustomKind>>()
  for (const kind of definitions(project).flatMap(({ raw }) => customKindsOf(raw))) {
    const key = `${kind.group}/${kind.kind}`
    const versions = kinds.get(key) ?? new Map<string, CustomKind>()
    kinds.set(key, versions)
    // Of two definitions the one that serves the version counts.
    if (versions.get(kind.version)?.unserved !== undefined || !versions.has(kind.version)) versions.set(kind.version, kind)
  }
  return project.get(manifests).flatMap(manifest => {
    const versions = kinds.get(`${groupOf(manifest.apiVersion)}/${manifest.kind}`)
    if (!versions) return []
    const version = versions.get(manifest.apiVersion.slice(groupOf(manifest.apiVersion).length + 1))
    return { manifest, version, served: [...versions.values()].filter(({ unserved }) => !unserved).map(({ version: name }) => name) }
  })
}

/** Something for which the API server refuses a definition. */
export interface DefinitionFault extends CrdFault {
  readonly manifest: Manifest
}

export function definitionFaults(project: Project): DefinitionFault[] {
  return definitions(project)
    .filter(({ manifest }) => manifest.apiVersion === 'apiextensions.k8s.io/v1' && !manifest.partial)
    .flatMap(({ manifest, raw }) => crdFaults(raw).map(fault => ({ ...fault, manifest })))
}

function definitions(project: Project): { manifest: Manifest; raw: unknown }[] {
  return project.ofKind('CustomResourceDefinition').map(resource => ({ manifest: project.get(manifestOf)(resource), raw: rawOf(resource) }))
}
