/** A Kubernetes minor release, such as 1.29. Patch releases change no API. */
export interface KubernetesVersion {
  major: number
  minor: number
}

/**
 * Reads a version as people, `kubectl version` and cloud providers write it: `1.29`, `v1.29.3`, `1.29+`, `v1.29.3-gke.1000`,
 * `v1.29.3+k3s1`. `undefined` without a minor: `1` and `latest` say nothing about APIs.
 */
export function parseKubernetesVersion(text: string): KubernetesVersion | undefined {
  const match = /^v?(\d{1,4})\.(\d{1,4})(?:\.\d+)?(?:[-+][\w.+-]*)?$/.exec(text)
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined
}
