import type { Config } from '../config.ts'

/** What hadolint takes for the name of a secret: parts of a name, and whole names that a few services use (`Rule/DL3064`). */
const secretNames = (
  '*api_key* *client_key* *password* *private* *secret* *token* *username* application_key aws_access_key_id ci_deploy_user docker_email ' +
  'facebook_app_id heroku_api_user okta_authn_groupid okta_client_orgurl okta_oauth2_clientid stripe_device_name travis_os_name ' +
  'travis_secure_env_vars travis_sudo'
).split(' ')

/** Where our rules judge otherwise than hadolint, the options that make them judge as it does. */
export const hadolint: Config = {
  rules: {
    'dockerfile/absolute-workdir': ['error', { which: 'all' }],
    'dockerfile/and-or-chain': ['info', { first: 'any' }],
    'dockerfile/apk-cache': ['info', { stages: 'all' }],
    'dockerfile/apt-lists': ['info', { alone: true }],
    'dockerfile/apt-no-recommends': ['info', { stages: 'all' }],
    'dockerfile/bash-in-sh': ['warning', { sh: 'posix' }],
    'dockerfile/blank-after-equals': ['warning', { values: 'any' }],
    'dockerfile/consecutive-runs': ['info', { most: 1, commands: 1, stages: 'all' }],
    'dockerfile/copy-entire-stage': ['warning', { stages: 'all' }],
    'dockerfile/copy-from-unknown-stage': ['warning', { officialImages: false }],
    'dockerfile/copy-relative-without-workdir': ['warning', { scratch: true, stages: 'all' }],
    'dockerfile/declaration-masks-status': ['warning', { commands: 'all' }],
    'dockerfile/dnf-cache': ['warning', { stages: 'all' }],
    'dockerfile/echo-escapes': ['info', { sh: 'any' }],
    'dockerfile/healthcheck-missing': { stages: 'all' },
    'dockerfile/invalid-label-key': ['info', { variables: 'report' }],
    'dockerfile/label-required': ['info', { stages: 'all' }],
    'dockerfile/label-value': ['warning', { schema: {} }],
    'dockerfile/latest-tag': { deprecated: true },
    'dockerfile/no-cd': ['warning', { which: 'all' }],
    'dockerfile/no-interactive-tools': ['info', { context: false }],
    'dockerfile/non-numeric-user': ['info', { which: 'all' }],
    'dockerfile/pip-cache': ['warning', { stages: 'all' }],
    'dockerfile/pipefail': ['warning', { pipes: 'all', shells: ['ash', 'bash', 'zsh'] }],
    'dockerfile/root-user': ['warning', { stages: 'all' }],
    'dockerfile/secret-in-env': ['warning', { names: secretNames }],
    'dockerfile/shell-form-command': ['warning', { stages: 'all', exec: false, shell: false, healthcheck: true }],
    'dockerfile/single-pass-loop': ['warning', { literals: true }],
    'dockerfile/single-quoted-variable': ['info', { names: 'any' }],
    'dockerfile/unassigned-variable': ['warning', { names: 'small' }],
    'dockerfile/unquoted-substitution': ['warning', { values: 'unknown' }],
    'dockerfile/unquoted-variable': ['info', { values: 'unknown' }],
    'dockerfile/untagged-image': { deprecated: true },
    'dockerfile/yum-cache': ['warning', { stages: 'all' }],
    'dockerfile/zypper-cache': ['warning', { stages: 'all' }],
  },
}
