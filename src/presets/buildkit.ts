import type { Config } from '../config.ts'

/** Words of a name that BuildKit takes for that of a secret (frontend/dockerfile/dockerfile2llb/validations.go). */
const secretNames = ['apikey', 'auth', 'credential', 'credentials', 'key', 'password', 'pword', 'passwd', 'secret', 'token']

/** Where our rules judge otherwise than `docker build --check`, the options that make them judge as it does. */
export const buildkit: Config = {
  rules: {
    'dockerfile/arg-not-in-stage': ['warning', { defaults: true, run: false }],
    'dockerfile/copy-ignored-file': ['warning', { exceptions: 'trust' }],
    'dockerfile/description-comment': ['warning', { files: 'experimental' }],
    'dockerfile/empty-continuation': ['warning', { place: 'last-line' }],
    'dockerfile/invalid-default-arg-in-from': ['warning', { undeclared: true }],
    'dockerfile/secret-in-env': ['warning', { names: secretNames, harmless: ['public', 'file', 'version'] }],
    'dockerfile/shell-form-command': ['warning', { stages: 'all', exec: false }],
    'dockerfile/undefined-var': ['warning', { defaults: true }],
  },
}
