import { manifestsOfKind, type ObjectFields } from '../manifest.ts'

interface ConstraintsFields extends ObjectFields {
  allowPrivilegedContainer?: boolean
}

/** OpenShift's answer to the Pod Security Standards. */
export const securityContextConstraints = manifestsOfKind<ConstraintsFields>('SecurityContextConstraints', 'security.openshift.io')
