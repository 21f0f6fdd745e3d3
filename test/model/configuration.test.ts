import { describe, expect, test } from 'vitest'
import { lint } from '../../src/lint.ts'

async function messagesOf(file: string, text: string, rule: string): Promise<string[]> {
  const { findings } = await lint({ files: { [file]: text }, config: { extends: [], rules: { [rule]: 'error' } } })
  return findings.map(({ message }) => message)
}

const configFaults = (text: string): Promise<string[]> => messagesOf('prometheus.yml', text, 'prometheus/invalid-config')
const job = (text: string): string => `scrape_configs:\n  - job_name: shop\n${text.replaceAll(/^/gm, '    ')}\n`

describe('service discovery', () => {
  test.each([
    'static_configs: [{ targets: [shop:80], labels: { team: shop } }]',
    'azure_sd_configs: [{ subscription_id: a, authentication_method: ManagedIdentity }]',
    'consul_sd_configs: [{ services: [shop] }]',
    'dns_sd_configs: [{ names: [shop], type: a, port: 80 }, { names: [_shop._tcp] }]',
    'docker_sd_configs: [{ host: unix:///var/run/docker.sock }]',
    'ec2_sd_configs: [{ filters: [{ name: tag:team, values: [shop] }] }]',
    'file_sd_configs: [{ files: [targets/*.json, other.yml] }]',
    'kubernetes_sd_configs: [{ role: endpoints, selectors: [{ role: pod, label: app=shop }] }]',
    'kubernetes_sd_configs: [{ role: pod, api_server: https://cluster, bearer_token_file: token }]',
    'nerve_sd_configs: [{ servers: [zoo], paths: [/shop] }]',
    'oci_sd_configs: [{ region: eu, auth: instance_principal }]',
    'openstack_sd_configs: [{ role: instance, region: eu }]',
    'scaleway_sd_configs: [{ role: instance, project_id: 4b1a7f0e-52c7-4f0e-8d3a-6c1b2e9f7a10, access_key: SCWK3Y0FTH3SH0P00001, secret_key_file: c }]',
    'scaleway_sd_configs: [{ role: instance, project_id: "${PROJECT}", access_key: <key>, secret_key: <secret> }]',
  ])('%s', async text => {
    expect(await configFaults(job(text))).toEqual([])
  })

  test.each([
    ['static_configs: [null]', 'is empty'],
    ['azure_sd_configs: [{ subscription_id: a, tenant_id: b, client_id: c }]', 'needs "client_secret" to sign in with OAuth'],
    ['consul_sd_configs: [{ server: "" }]', 'leaves not even its default'],
    ['consul_sd_configs: [{ token: a, oauth2: { client_id: a, token_url: b } }]', '"oauth2" stands beside "token"'],
    ['docker_sd_configs: [{ host: ":2375" }]', 'is no URL (missing protocol scheme)'],
    ['dns_sd_configs: [{ names: [shop], type: A }]', 'name no port'],
    ['dns_sd_configs: [{ names: [] }]', 'needs "names"'],
    ['eureka_sd_configs: [{ server: shop }]', 'no URL with a scheme and a host'],
    ['file_sd_configs: [{ files: [targets/*/shop.json] }]', 'names no file to discover'],
    ['http_sd_configs: [{ url: ftp://shop }]', 'no URL with a scheme and a host'],
    ['kubernetes_sd_configs: [{ role: pod, bearer_token_file: token }]', 'is for a cluster that "api_server" names'],
    ['kubernetes_sd_configs: [{ role: ingress, selectors: [{ role: pod, label: a=b }] }]', 'cannot select by "pod"'],
    ['kubernetes_sd_configs: [{ role: pod, selectors: [{ role: pod, label: "a b" }] }]', 'is no label selector'],
    ['kubernetes_sd_configs: [{ role: pod, kubeconfig_file: a, namespaces: { own_namespace: true } }]', '"own_namespace" stands beside'],
    ['marathon_sd_configs: [{ servers: [a], auth_token: a, basic_auth: {} }]', '"basic_auth" stands beside "auth_token"'],
    ['oci_sd_configs: [{ region: eu, auth: instance_principal, user: me }]', '"user" is of no use'],
    ['scaleway_sd_configs: [{ role: instance, project_id: shop, access_key: SCWK3Y0FTH3SH0P00001, secret_key_file: c }]', 'Write the UUID of the project'],
    ['static_configs: [{ targets: [shop:80], labels: { "": shop } }]', 'no name of a label'],
    ['static_configs: [{ targets: [shop:80, ""] }]', 'This target is empty'],
    ['serverset_sd_configs: [{ servers: [zoo], paths: [shop] }]', 'does not begin with "/"'],
    ['outscale_sd_configs: [{ region: eu, access_key: a }]', 'needs one of "secret_key", "secret_key_file"'],
    ['triton_sd_configs: [{ account: a, dns_suffix: b, endpoint: c, refresh_interval: 0s }]', 'has to be greater than 0'],
  ])('%s', async (text, message) => {
    const messages = await configFaults(job(text))
    expect(messages).toHaveLength(1)
    expect(messages[0]).toContain(message)
  })
})

test.each([
  ['global: { scrape_timeout: 2m }\nscrape_configs: []', 'longer than the default "scrape_interval" (1m)'],
  ['global: { external_labels: { a-b: c }, metric_name_validation_scheme: legacy }', 'no name of a label'],
  ['global: { scrape_interval: 1m, scrape_protocols: [PrometheusProto, PrometheusProto] }', 'in the list twice'],
  ['rule_files: [rules/*/shop.yml]', 'has a "*" in a folder'],
  ['remote_write: [{ url: http://a, queue_config: { min_shards: 60 } }]', '"min_shards" is 60 and "max_shards" 50'],
  ['remote_write: [{ url: http://a, headers: { Authorization: x } }]', 'Use "basic_auth"'],
  ['remote_write: [{ url: http://a, sigv4: { access_key: a } }]', '"access_key" goes with "secret_key"'],
  ['remote_read: [{ url: http://a, name: b }, { url: http://c, name: b }]', 'Remote read "b" is there twice'],
  ['rule_files: []\ntracing: { endpoint: a, compression: zip }', 'is no value for "tracing.compression"'],
  ['storage: { tsdb: { retention: { percentage: 101 } } }', 'Write a number from 0 to 100'],
  ['otlp: { promote_resource_attributes: [a, A] }', 'in the list twice'],
  [job('tls_config: { cert_file: a }'), 'has no "key_file"'],
  [job('authorization: { type: basic }'), 'Write "basic_auth"'],
  [job('no_proxy: localhost'), '"no_proxy" goes with "proxy_url"'],
  [job('oauth2: { client_id: a, token_url: http://b, grant_type: urn:ietf:params:oauth:grant-type:jwt-bearer, signature_algorithm: HS256 }'), '"HS256" is no'],
  [job('tls_config: { min_version: "" }'), 'is no value for "scrape_configs[0].tls_config.min_version"'],
  [job('consul_sd_configs: [{ username: a, bearer_token: b }]'), '"bearer_token" stands beside "username"'],
  ['remote_write: [{ url: http://a, bearer_token: b, sigv4: {} }]', '"sigv4" stands beside "bearer_token"'],
  ['rule_files: []\nruntime: { log_level: loud }', 'is no value for "runtime.log_level"'],
  [job('proxy_connect_header: { X-Shop: [till] }'), '"proxy_connect_header" goes with "proxy_url"'],
  [job('proxy_url: http://proxy\nproxy_from_environment: true'), '"proxy_url" stands beside "proxy_from_environment"'],
  [job('http_headers: { authorization: { values: [a] } }'), 'Use "basic_auth"'],
  [job('http_headers: { Content-Type: { values: [a] } }'), 'sets the header "Content-Type" itself'],
  ['remote_write: [{ url: "" }]', 'is empty: Prometheus loads it'],
  ['remote_write: [{ name: shop }]', '"remote_write[0]" needs "url"'],
  ['remote_write: [{ url: http://a, azuread: { managed_identity: { client_id: shop } } }]', 'is no UUID'],
  [job('relabel_configs: [{ action: hashmod, target_label: a }]'), 'by which it divides'],
  [job('relabel_configs: [{ action: uppercase, target_label: a, replacement: b }]'), 'takes no "replacement"'],
  [job('relabel_configs: [{ action: dropequal, target_label: a, source_labels: [b], regex: c }]'), 'takes no "regex"'],
  [job('targets: [shop:80]'), 'It belongs under "static_configs"'],
  [job('relabel_configs: [{ source_labels: [a], target_label: b, metrics_path: /x }]'), 'It belongs further out'],
  [job('relabel_configs: [{ action: null }]'), 'is empty, which leaves not even its default'],
])('%s', async (text, message) => {
  expect((await configFaults(text)).join('\n')).toContain(message)
})

test.each([
  'proxy_from_environment: true\nproxy_connect_header: { X-Shop: [till] }',
  'proxy_url: http://proxy\nno_proxy: localhost\nproxy_connect_header: { X-Shop: [till] }',
  'proxy_connect_header: {}',
  'scrape_protocols: [OpenMetricsText2.0.0]',
  'kubernetes_sd_configs: [{ role: pod, proxy_from_environment: false }]',
  'oauth2: { client_id: a, client_secret: b, token_url: http://c, signature_algorithm: "" }',
  'http_headers: { X-Shop: { values: [till] } }',
  'static_configs: [{ targets: [""] }]\nrelabel_configs: [{ target_label: __address__, replacement: shop:80 }]',
])('nothing wrong with a job that has %s', async text => {
  expect(await configFaults(job(text))).toEqual([])
})

test('a misspelled field is not missing as well', async () => {
  const faults = await configFaults(job('relabel_configs: [{ source_labels: [a], target_labels: b }, { action: hashmod, modulo: 4, target_label: c }]'))
  expect(faults.map(text => text.replace(/,.*/s, ''))).toEqual([
    '"target_labels" is no field of "scrape_configs[0].relabel_configs[0]"',
    '"modulo" is no field of "scrape_configs[0].relabel_configs[1]"',
  ])
})

test.each(['rule_files: rules.yml', 'scrape_configs: { job_name: shop }', 'scrape_configs: [{ job_name: shop, relabel_configs: [[keep]] }]'])(
  'a configuration is known by what cannot be right, too: %s',
  async text => {
    expect(await configFaults(text)).toHaveLength(1)
  },
)

test('files of jobs that a configuration takes in', async () => {
  const { findings } = await lint({
    files: {
      'conf/prometheus.yml':
        'global: { scrape_interval: 2m }\nscrape_config_files: [./jobs/*.yml, /etc/prometheus/more/*.yml]\nscrape_configs: [{ job_name: shop }]',
      'conf/jobs/stock.yml': 'scrape_configs:\n  - { job_name: stock, scrape_timeout: 90s }\n  - { job_name: shop }',
      'more/till.yml': 'global: { scrape_interval: 1m }\nscrape_configs: [{ job_name: till, scrape_timeout: 121s }]',
      'other/alone.yml': 'global: { scrape_interval: 1m }\nscrape_configs: [{ job_name: shop }]',
    },
    config: { extends: [], rules: { 'prometheus/invalid-config': 'error' } },
  })
  expect(findings.map(({ file, start, message }) => `${file}:${start.line} ${message.replace(/,.*/s, '')}`)).toEqual([
    'conf/jobs/stock.yml:3 Job "shop" is in conf/prometheus.yml',
    'more/till.yml:1 "global" is nothing for a file that conf/prometheus.yml takes in by "scrape_config_files"',
    'more/till.yml:2 "scrape_timeout" is 121s',
  ])
})

test('files of targets that a job looks for', async () => {
  const targets = '[{ "targets": ["shop:80"], "lables": { "a": "b" } }]'
  const { findings } = await lint({
    files: {
      'conf/prometheus.yml': 'scrape_configs: [{ job_name: shop, file_sd_configs: [{ files: [targets/*.json, /etc/prometheus/more/shop.yml] }] }]',
      'conf/targets/shop.json': targets,
      'elsewhere/shop.json': targets,
      'more/shop.yml': '- targets: [shop:80]\n  labels: { "": a }\n- targets: till:80\n-',
    },
    config: { extends: [], rules: { 'prometheus/invalid-config': 'error' } },
  })
  expect(findings.map(({ file, start, message }) => `${file}:${start.line} ${message.replace(/, so.*/s, '')}`)).toEqual([
    'conf/targets/shop.json:1 "lables" is no field of Group 1',
    'more/shop.yml:2 "" is no name of a label',
    'more/shop.yml:3 "[1].targets" takes a list and is text',
    'more/shop.yml:4 An item of the list is empty',
  ])
})

test('a file of tests for rules is no configuration', async () => {
  expect(await configFaults('rule_files: [shop.yml]\ntests: [{ interval: 1m, alert_rule_test: [] }]')).toEqual([])
})

describe('rules', () => {
  const ruleFaults = (text: string): Promise<string[]> => messagesOf('rules.yml', text, 'prometheus/invalid-rule')

  test.each([
    ['- { alert: TillDown, expr: "" }', ['prometheus/promql-syntax']],
    ['- { alert: TillDown }', ['prometheus/invalid-rule']],
    ['- { alert: TillDown, exprs: up == 0 }', ['prometheus/invalid-rule']],
    ['- { alert: "", expr: up == 0 }', ['prometheus/invalid-rule']],
  ])('one fault, one error: %s', async (text, rules) => {
    const { findings } = await lint({ files: { 'rules.yml': `groups:\n  - name: shop\n    rules:\n      ${text}` } })
    expect(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual(rules)
  })

  test.each([
    ['- { alert: TillDown, expr: "" }', ['prometheus/promql-syntax']],
    ['- { alert: TillDown }', ['kubernetes/schema']],
    ['- { alert: "", expr: up == 0 }', ['prometheus/invalid-rule']],
  ])('one fault, one error in a PrometheusRule: %s', async (text, rules) => {
    const file = `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: shop }\nspec:\n  groups:\n    - name: shop\n      rules:\n        ${text}`
    const { findings } = await lint({ files: { 'rules.yaml': file } })
    expect(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual(rules)
  })

  test('an empty item is passed over', async () => {
    expect(await ruleFaults('groups:\n  - name: shop\n    rules:\n      -\n      - { record: shop, expr: till }')).toEqual([])
  })

  test('a group where the list of groups belongs', async () => {
    expect((await ruleFaults('groups:\n  name: shop\n  rules: [{ record: shop, expr: till }]'))[0]).toContain('takes a list and is a mapping')
  })
})

test('what a template fills in is not judged', async () => {
  expect(await configFaults(job('scrape_interval: ${INTERVAL}\nsample_limit: ${LIMIT}\nscheme: $(SCHEME)'))).toEqual([])
})

test.each([
  ['route: {}\nreceivers: []', 'The first route has no "receiver"'],
  ['route: { receiver: a, matchers: [b="c"] }\nreceivers: [{ name: a }]', 'The first route takes all alerts'],
  ['route: { receiver: a, group_by: [..., b] }\nreceivers: [{ name: a }]', 'groups by all labels'],
  ['route: { receiver: a }\nreceivers: [{ name: a, slack_configs: [{ channel: b }] }]', 'has no "api_url" and no "app_token"'],
  ['route: { receiver: a }\nreceivers: [{ name: a, webhook_configs: [{}] }]', 'needs one of "url", "url_file"'],
  ['route: { receiver: a, repeat_interval: 0s }\nreceivers: [{ name: a }]', 'has to be greater than 0'],
  ['route: { receiver: a, routes: [{ match: { a-b: c } }] }\nreceivers: [{ name: a }]', 'no name of a label'],
  ['route: { receiver: a }\nreceivers: [{ name: a }]\ntime_intervals: [{ name: b, time_intervals: [{ months: [13] }] }]', 'is no range of months'],
  ['route: { receiver: a }\nreceivers: [{ name: a }]\ntime_intervals: [{ name: b, time_intervals: [{ location: Mars/Olympus }] }]', 'is no time zone'],
  ['route: { receiver: a }\nreceivers: [{ name: a, webex_configs: [{ room_id: b }] }]', 'needs "http_config.authorization"'],
  ['route: { receiver: a }\nreceivers: [{ name: a, pushover_configs: [{ user_key: b, token: c, expire: 3600 }] }]', 'Write 3600s for seconds'],
  ['route: { receiver: a }\nreceivers: [{ name: a, pushover_configs: [{ user_key: b, token: c, html: true, monospace: true }] }]', 'stands beside "html"'],
])('Alertmanager: %s', async (text, message) => {
  expect((await messagesOf('alertmanager.yml', text, 'prometheus/alertmanager-invalid-config')).join('\n')).toContain(message)
})

test('what Alertmanager takes', async () => {
  const text =
    'route: { receiver: a, group_interval: , routes: [{ repeat_interval: 1h }] }\nreceivers: [{ name: a, email_configs: [{ to: b, from: c, smarthost: d:25, auth_password: "e{{f" }] }]\n' +
    'time_intervals: [{ name: b, time_intervals: [{ location: Europe/Berlin }, { location: Local }] }]'
  expect(await messagesOf('alertmanager.yml', text, 'prometheus/alertmanager-invalid-config')).toEqual([])
  expect(await messagesOf('alertmanager.yml', text, 'prometheus/alertmanager-template')).toEqual([])
})

test.each([
  'null',
  '[]',
  'global: []',
  'scrape_configs: {}',
  'scrape_configs: [[], 1, null]',
  'route: [1]\nreceivers: {}',
  'groups: [{ rules: [null, 1, {}] }]',
])('nothing throws on %s', async text => {
  for (const file of ['prometheus.yml', 'alertmanager.yml', 'rules.yml']) {
    const { findings } = await lint({ files: { [file]: text }, config: { extends: ['strict'] } })
    expect(findings.filter(({ rule }) => rule === 'k8s-lint/rule-crashed')).toEqual([])
  }
})
