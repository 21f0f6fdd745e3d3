import type { Config } from '../config.ts'

/** Where our rules judge otherwise than pint, the options that make them judge as it does. */
export const pint: Config = {
  rules: {
    'prometheus/alert-always-fires': ['warning', { heartbeats: [] }],
    'prometheus/template-missing-label': ['warning', { ownLabels: true }],
  },
}
