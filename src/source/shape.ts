import { isMapping } from '../languages/json.ts'
import type { Path } from '../languages/yaml/index.ts'

/**
 * What type a field of the Kubernetes, Argo Rollouts and Prometheus APIs has, by its name, for the fields that rules read.
 *
 * Rules trust types. A value of another type is taken out here before they see it, so that `image: [nginx]` reads as absent
 * instead of crashing a rule. This is a guard, not a validation: nothing is reported here.
 */
type Shape = 'string' | 'number' | 'boolean' | 'scalar' | 'mapping' | 'strings' | 'mappings' | 'texts' | 'scalars'

const fields: Record<Shape, string> = {
  string:
    'apiVersion kind name namespace image imagePullPolicy serviceName serviceAccountName serviceAccount nodeName hostname subdomain restartPolicy dnsPolicy schedule concurrencyPolicy timeZone ' +
    'mountPath subPath claimName secretName configMapName key fieldPath containerName protocol clusterIP externalName externalTrafficPolicy policyType effect operator topologyKey whenUnsatisfiable ' +
    'roleRefName storageClassName volumeName volumeMode ingressClassName schedulerName priorityClassName runtimeClassName activeService previewService canaryService stableService pingService pongService rootService templateName ' +
    'expr record alert job_name metrics_path scheme procMount path host workingDir localhostProfile unhealthyPodEvictionPolicy podManagementPolicy runtimeHandler templateScope',
  number:
    'replicas minReplicas maxReplicas revisionHistoryLimit initialDelaySeconds periodSeconds timeoutSeconds failureThreshold successThreshold terminationGracePeriodSeconds containerPort hostPort nodePort runAsUser ' +
    'runAsGroup fsGroup backoffLimit activeDeadlineSeconds ttlSecondsAfterFinished parallelism completions startingDeadlineSeconds successfulJobsHistoryLimit failedJobsHistoryLimit minReadySeconds progressDeadlineSeconds ' +
    'scaleDownDelaySeconds autoPromotionSeconds setWeight averageUtilization maxSkew scaleDownDelayRevisionLimit previewReplicaCount abortScaleDownDelaySeconds maxTrafficWeight',
  boolean:
    'privileged allowPrivilegeEscalation readOnlyRootFilesystem runAsNonRoot hostNetwork hostPID hostIPC hostUsers automountServiceAccountToken enableServiceLinks shareProcessNamespace suspend optional readOnly stdin tty ' +
    'autoPromotionEnabled dynamicStableScale clusterScope immutable publishNotReadyAddresses hostProcess',
  scalar: 'port targetPort maxUnavailable maxSurge minAvailable averageValue duration severity sizeLimit interval count failureLimit',
  mapping:
    'metadata spec template jobTemplate securityContext capabilities resources probe livenessProbe readinessProbe startupProbe httpGet tcpSocket exec grpc lifecycle postStart preStop valueFrom secretKeyRef configMapKeyRef ' +
    'fieldRef resourceFieldRef configMapRef secretRef configMap secret hostPath emptyDir persistentVolumeClaim projected downwardAPI scaleTargetRef workloadRef strategy rollingUpdate canary blueGreen prePromotionAnalysis ' +
    'postPromotionAnalysis analysis podSelector namespaceSelector ipBlock selector roleRef affinity podAffinity podAntiAffinity nodeAffinity labelSelector resource target alerting global seccompProfile appArmorProfile seLinuxOptions ' +
    'windowsOptions pause setCanaryScale experiment trafficRouting setHeaderRoute setMirrorRoute backend service mtls provider prometheus pingPong canaryMetadata stableMetadata',
  strings:
    'command args drop add policyTypes accessModes rule_files ruleFiles verbs apiGroups resourceNames nonResourceURLs finalizers hosts externalIPs loadBalancerSourceRanges targets',
  mappings:
    'containers initContainers ephemeralContainers env envFrom ports volumeMounts volumeDevices volumes volumeClaimTemplates imagePullSecrets ingress egress from to metrics subjects steps templates groups rules scrape_configs ' +
    'static_configs alertmanagers httpHeaders sysctls tolerations topologySpreadConstraints paths analyses items matchExpressions ownerReferences measurementRetention dryRun kubernetes_sd_configs tls managedRoutes',
  texts: 'matchLabels nodeSelector labels annotations data stringData binaryData',
  scalars: 'limits requests',
}

const shapes = new Map(Object.entries(fields).flatMap(([shape, names]) => names.split(' ').map(name => [name, shape as Shape] as const)))

const isScalar = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const accepts: Record<Shape, (value: unknown) => boolean> = {
  string: value => typeof value === 'string',
  number: value => typeof value === 'number',
  boolean: value => typeof value === 'boolean',
  scalar: isScalar,
  mapping: isMapping,
  strings: value => Array.isArray(value) && value.every(item => typeof item === 'string'),
  mappings: Array.isArray,
  texts: isMapping,
  scalars: isMapping,
}

/** Where a name means something else than usual, keyed by the parent field. */
const exceptions: Record<string, Record<string, Shape | undefined>> = {
  // At the top of a kustomization are the files that it names, and lists of labels.
  '': { resources: 'strings', labels: undefined },
  listeners: { tls: undefined },
  // A port of an Ingress backend is a mapping, and of a network policy a number or a name.
  service: { port: undefined },
  backend: { service: undefined, resource: undefined },
  // Roles list strings where workloads list mappings.
  rules: { resources: 'strings', verbs: 'strings', to: undefined, from: undefined, hosts: 'strings' },
  spec: {
    args: 'mappings',
    host: undefined,
    hosts: undefined,
    rules: 'mappings',
    tls: undefined,
    to: undefined,
    strategy: undefined,
    backend: undefined,
    path: undefined,
    global: undefined,
    service: undefined,
    prometheus: undefined,
  },
  // An analysis takes named arguments where a container takes words.
  analysis: { args: 'mappings' },
  prePromotionAnalysis: { args: 'mappings' },
  postPromotionAnalysis: { args: 'mappings' },
  analyses: { args: 'mappings' },
  // Names chosen by users, not fields.
  data: {},
  stringData: {},
  binaryData: {},
  labels: {},
  annotations: {},
  matchLabels: {},
  nodeSelector: {},
  limits: {},
  requests: {},
}

/**
 * The value without what cannot be right, and the paths that were taken out. The value itself is not changed;
 * it is returned as it is when nothing is wrong with it.
 *
 * @param hidden paths to take out in any case, for instance template placeholders
 */
export function conforming(value: unknown, hidden: readonly Path[] = []): unknown {
  const taken = new Set(hidden.map(path => JSON.stringify(path)))
  const onPath = new Set<unknown>()

  // Paths serve what is hidden; without any, none is built.
  const below = (path: Path, step: string | number): Path => (taken.size > 0 ? [...path, step] : path)

  const clean = (current: unknown, path: Path, parent: string): unknown => {
    if (typeof current !== 'object' || current === null || onPath.has(current)) return current
    onPath.add(current)
    const result = Array.isArray(current) ? cleanList(current, path, parent) : cleanMapping(current as Record<string, unknown>, path, parent)
    onPath.delete(current)
    return result
  }

  const cleanList = (list: unknown[], path: Path, parent: string): unknown => {
    const mappings = shapes.get(parent) === 'mappings'
    let copy: unknown[] | undefined
    for (const [index, item] of list.entries()) {
      // Labels of a kustomization are a list, and what stands in it are fields.
      const cleaned = mappings && !isMapping(item) ? {} : clean(item, below(path, index), parent === 'labels' ? '' : parent)
      if (cleaned !== item) copy ??= [...list]
      if (copy) copy[index] = cleaned
    }
    return copy ?? list
  }

  const cleanMapping = (mapping: Record<string, unknown>, path: Path, parent: string): unknown => {
    // A field may be called "constructor": Object.prototype's must not be found.
    const names = Object.hasOwn(exceptions, parent) ? exceptions[parent] : undefined
    const free = names !== undefined && Object.keys(names).length === 0
    let copy: Record<string, unknown> | undefined
    for (const [key, item] of Object.entries(mapping)) {
      const here = below(path, key)
      const cleaned = keeps(key, item, here, names, parent, free) ? clean(item, here, free ? '' : key) : undefined
      if (cleaned === item) continue
      copy ??= { ...mapping }
      if (cleaned === undefined) delete copy[key]
      else copy[key] = cleaned
    }
    return copy ?? mapping
  }

  const keeps = (key: string, item: unknown, path: Path, names: Record<string, Shape | undefined> | undefined, parent: string, free: boolean): boolean => {
    if (taken.size > 0 && taken.has(JSON.stringify(path))) return false
    // In a mapping with names of the user's choosing every value must be text, or for resources a quantity.
    if (free) return parent === 'limits' || parent === 'requests' ? isScalar(item) : typeof item === 'string'
    if (item === null) return true
    const shape = names && Object.hasOwn(names, key) ? names[key] : shapes.get(key)
    return !shape || accepts[shape](item)
  }

  return clean(value, [], '')
}
