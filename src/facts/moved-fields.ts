/** Of the metrics of an autoscaler. */
const metrics: Readonly<Record<string, string>> = {
  metricName: 'metric.name',
  metricSelector: 'metric.selector',
  targetAverageUtilization: 'target.averageUtilization',
  targetAverageValue: 'target.averageValue',
  targetValue: 'target.value',
  targetCPUUtilizationPercentage: 'metrics',
}

/**
 * Fields that an API version writes elsewhere than the one before it, with where they are now, beside the old place.
 * Source: the notable changes in https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const movedFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'networking.k8s.io/v1 Ingress': { serviceName: 'service.name', servicePort: 'service.port', backend: 'defaultBackend' },
  'autoscaling/v2 HorizontalPodAutoscaler': metrics,
  'autoscaling/v2beta2 HorizontalPodAutoscaler': metrics,
}

/** Where a field of an earlier version is written now: `service.name` for `serviceName`. */
export function movedTo(apiVersion: string, kind: string, field: string): string | undefined {
  const fields = movedFields[`${apiVersion} ${kind}`]
  return fields && Object.hasOwn(fields, field) ? fields[field] : undefined
}
