/**
 * What Prometheus and Alertmanager ask of the fields of a type once they are read.
 * Source: the UnmarshalYAML and Validate functions of the types, in the versions of prometheus-fields.json.
 */
export interface Meaning {
  /** Have to be set, and not to nothing. */
  readonly needs?: readonly string[]
  /** Where they are written at all, not to nothing: their defaults are gone then. */
  readonly filled?: readonly string[]
  /** Of each, one at most is set. */
  readonly one?: readonly (readonly string[])[]
  /** Of each, one at least is set. */
  readonly any?: readonly (readonly string[])[]
  /** What a field, or each item of a list, may be. */
  readonly choices?: Readonly<Record<string, readonly string[]>>
  /** Fields whose choices an empty text is none of. */
  readonly chosen?: readonly string[]
  /** Fields whose choices go in any case. */
  readonly anyCase?: readonly string[]
  /** Greater than nothing, where they are set. */
  readonly positive?: readonly string[]
  /** Field → what else has to be set then. */
  readonly together?: Readonly<Record<string, readonly string[]>>
}

const scrapeProtocols = [
  'PrometheusProto',
  'OpenMetricsText0.0.1',
  'OpenMetricsText1.0.0',
  'OpenMetricsText2.0.0',
  'PrometheusText1.0.0',
  'PrometheusText0.0.4',
]
const nameSchemes = { metric_name_validation_scheme: ['utf8', 'legacy'], metric_name_escaping_scheme: ['allow-utf-8', 'underscores', 'dots', 'values'] }
const tlsVersions = ['TLS10', 'TLS11', 'TLS12', 'TLS13']
const webhook: Meaning = { one: [['webhook_url', 'webhook_url_file']], any: [['webhook_url', 'webhook_url_file']] }
const snsTargets = ['target_arn', 'topic_arn', 'phone_number']
const zookeeper: Meaning = { needs: ['servers', 'paths'] }
const tracing: Meaning = { needs: ['endpoint'], choices: { client_type: ['http', 'grpc'], compression: ['gzip'] }, chosen: ['client_type'] }
const secretKey: Meaning = { one: [['secret_key', 'secret_key_file']], any: [['secret_key', 'secret_key_file']] }

export const meanings: Readonly<Record<string, Meaning>> = {
  http: { one: [['basic_auth', 'oauth2', 'authorization', 'bearer_token', 'bearer_token_file']] },
  'config.BasicAuth': {
    one: [
      ['username', 'username_file', 'username_ref'],
      ['password', 'password_file', 'password_ref'],
    ],
  },
  'config.Authorization': { one: [['credentials', 'credentials_file', 'credentials_ref']] },
  'config.OAuth2': {
    needs: ['client_id', 'token_url'],
    one: [['client_secret', 'client_secret_file', 'client_secret_ref']],
  },
  'config.TLSConfig': {
    one: [
      ['ca', 'ca_file', 'ca_ref'],
      ['cert', 'cert_file', 'cert_ref'],
      ['key', 'key_file', 'key_ref'],
    ],
    choices: { min_version: tlsVersions, max_version: tlsVersions },
    chosen: ['min_version', 'max_version'],
  },
  'sigv4.SigV4Config': {
    together: { access_key: ['secret_key'], secret_key: ['access_key'], external_id: ['role_arn'], session_name: ['role_arn'], tags: ['role_arn'] },
  },
  'azuread.AzureADConfig': {
    one: [['managed_identity', 'workload_identity', 'oauth', 'sdk', 'certificate']],
    any: [['managed_identity', 'workload_identity', 'oauth', 'sdk', 'certificate']],
    choices: { cloud: ['AzurePublic', 'AzureChina', 'AzureGovernment'] },
  },
  'azuread.WorkloadIdentityConfig': { needs: ['client_id', 'tenant_id'] },
  'azuread.OAuthConfig': { needs: ['client_id', 'client_secret', 'tenant_id'] },
  'azuread.CertificateConfig': { needs: ['client_id', 'tenant_id', 'certificate_path'] },

  'config.GlobalConfig': { choices: { ...nameSchemes, scrape_protocols: scrapeProtocols }, chosen: ['scrape_protocols'] },
  'config.RuntimeConfig': { choices: { log_level: ['debug', 'info', 'warn', 'error'] }, anyCase: ['log_level'] },
  'config.ScrapeConfig': {
    needs: ['job_name'],
    choices: { ...nameSchemes, scrape_protocols: scrapeProtocols, fallback_scrape_protocol: scrapeProtocols },
    chosen: ['scrape_protocols'],
  },
  'config.AlertmanagerConfig': {
    choices: { api_version: ['v2'] },
    chosen: ['api_version'],
    one: [
      ['basic_auth', 'sigv4'],
      ['authorization', 'sigv4'],
      ['oauth2', 'sigv4'],
      ['bearer_token', 'sigv4'],
      ['bearer_token_file', 'sigv4'],
    ],
  },
  'config.RemoteWriteConfig': {
    one: [
      ['basic_auth', 'sigv4', 'azuread', 'google_iam'],
      ['authorization', 'sigv4', 'azuread', 'google_iam'],
      ['oauth2', 'sigv4', 'azuread', 'google_iam'],
      ['bearer_token', 'sigv4', 'azuread', 'google_iam'],
      ['bearer_token_file', 'sigv4', 'azuread', 'google_iam'],
    ],
    filled: ['protobuf_message'],
    choices: { protobuf_message: ['prometheus.WriteRequest', 'io.prometheus.write.v2.Request'] },
  },
  'config.QueueConfig': { positive: ['max_shards', 'min_shards', 'max_samples_per_send', 'capacity'] },
  'config.TracingConfig': tracing,
  'config.OTLPConfig': {
    choices: { translation_strategy: ['UnderscoreEscapingWithSuffixes', 'UnderscoreEscapingWithoutSuffixes', 'NoUTF8EscapingWithSuffixes', 'NoTranslation'] },
  },
  'config.ChunkEncodingConfig': { choices: { floats: ['xor', 'xor2'] } },
  'relabel.Config': {
    choices: {
      action: ['replace', 'keep', 'drop', 'hashmod', 'labelmap', 'labeldrop', 'labelkeep', 'lowercase', 'uppercase', 'keepequal', 'dropequal'],
    },
    anyCase: ['action'],
    filled: ['action'],
  },

  'aws.SDConfig': { needs: ['role'], choices: { role: ['ec2', 'ecs', 'elasticache', 'lightsail', 'msk', 'rds'] } },
  'aws.ECSSDConfig': { positive: ['request_concurrency'] },
  'aws.ElasticacheSDConfig': { positive: ['request_concurrency'] },
  'aws.MSKSDConfig': { positive: ['request_concurrency'] },
  'aws.RDSSDConfig': { positive: ['request_concurrency'] },
  'azure.SDConfig': {
    needs: ['subscription_id'],
    filled: ['authentication_method'],
    choices: { authentication_method: ['OAuth', 'ManagedIdentity', 'SDK', 'WorkloadIdentity'] },
  },
  'consul.SDConfig': {
    filled: ['server'],
    one: [
      ['username', 'basic_auth'],
      ['password', 'basic_auth'],
      ...['authorization', 'bearer_token', 'bearer_token_file', 'oauth2'].map(other => ['username', other]),
      ['token', 'authorization', 'oauth2'],
    ],
  },
  'digitalocean.SDConfig': { filled: ['role'], choices: { role: ['droplets', 'databases'] } },
  'dns.SDConfig': { needs: ['names'], filled: ['type'], choices: { type: ['SRV', 'A', 'AAAA', 'MX', 'NS'] }, anyCase: ['type'] },
  'eureka.SDConfig': { needs: ['server'] },
  'file.SDConfig': { needs: ['files'] },
  'gce.SDConfig': { needs: ['project', 'zone'] },
  'hetzner.SDConfig': { needs: ['role'], choices: { role: ['robot', 'hcloud'] } },
  'http.SDConfig': { needs: ['url'] },
  'ionos.SDConfig': { needs: ['datacenter_id'] },
  'kubernetes.SDConfig': {
    needs: ['role'],
    one: [['api_server', 'kubeconfig_file']],
    choices: { role: ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress'] },
  },
  'kubernetes.SelectorConfig': { choices: { role: ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress'] } },
  'marathon.SDConfig': {
    needs: ['servers'],
    one: [
      ['auth_token', 'auth_token_file'],
      ['auth_token', 'basic_auth', 'bearer_token', 'bearer_token_file', 'authorization'],
      ['auth_token_file', 'basic_auth', 'bearer_token', 'bearer_token_file', 'authorization'],
    ],
  },
  'moby.DockerSDConfig': { needs: ['host'] },
  'moby.DockerSwarmSDConfig': { needs: ['host', 'role'], choices: { role: ['services', 'nodes', 'tasks'] } },
  'nomad.SDConfig': { filled: ['server'] },
  'oci.SDConfig': { needs: ['region'], choices: { auth: ['api_key', 'instance_principal'] }, positive: ['refresh_interval'] },
  'openstack.SDConfig': {
    needs: ['role', 'region'],
    filled: ['availability'],
    choices: { role: ['instance', 'hypervisor', 'loadbalancer'], availability: ['public', 'internal', 'admin'] },
  },
  'outscale.SDConfig': { needs: ['access_key'], filled: ['region'], ...secretKey },
  'ovhcloud.SDConfig': {
    needs: ['application_key', 'application_secret', 'consumer_key', 'service'],
    filled: ['endpoint'],
    choices: { service: ['dedicated_server', 'vps'] },
  },
  'puppetdb.SDConfig': { needs: ['url', 'query'] },
  'scaleway.SDConfig': { needs: ['role', 'project_id', 'access_key'], filled: ['zone', 'api_url'], ...secretKey, choices: { role: ['instance', 'baremetal'] } },
  'triton.SDConfig': { needs: ['account', 'dns_suffix', 'endpoint'], filled: ['role'], choices: { role: ['container', 'cn'] }, positive: ['refresh_interval'] },
  'uyuni.SDConfig': { needs: ['server', 'username', 'password'] },
  'xds.KumaSDConfig': { needs: ['server'] },
  'zookeeper.NerveSDConfig': zookeeper,
  'zookeeper.ServersetSDConfig': zookeeper,

  'rulefmt.RuleGroup': { needs: ['name'] },
  'rulefmt.Rule': { needs: ['expr'], one: [['record', 'alert']], any: [['record', 'alert']] },

  'alertmanager.Config': { needs: ['route'] },
  'alertmanager.GlobalConfig': {
    one: [
      ['slack_app_token', 'slack_app_token_file'],
      ['slack_api_url', 'slack_api_url_file'],
      ['opsgenie_api_key', 'opsgenie_api_key_file'],
      ['victorops_api_key', 'victorops_api_key_file'],
      ['telegram_bot_token', 'telegram_bot_token_file'],
      ['smtp_auth_password', 'smtp_auth_password_file'],
      ['smtp_auth_secret', 'smtp_auth_secret_file'],
      ['rocketchat_token', 'rocketchat_token_file'],
      ['rocketchat_token_id', 'rocketchat_token_id_file'],
      ['wechat_api_secret', 'wechat_api_secret_file'],
      ['mattermost_webhook_url', 'mattermost_webhook_url_file'],
    ],
  },
  'alertmanager.Receiver': { needs: ['name'] },
  'alertmanager.MuteTimeInterval': { needs: ['name'] },
  'alertmanager.TimeInterval': { needs: ['name'] },
  'timeinterval.yamlTimeRange': { needs: ['start_time', 'end_time'] },
  'alertmanager.WebexConfig': { needs: ['room_id'] },
  'alertmanager.EmailConfig': { needs: ['to'] },
  'alertmanager.SlackAction': { needs: ['type', 'text'], any: [['url', 'name']] },
  'alertmanager.SlackConfirmationField': { needs: ['text'] },
  'alertmanager.SlackField': { needs: ['title', 'value'] },
  'alertmanager.SlackConfig': {
    one: [['api_url', 'api_url_file', 'app_token', 'app_token_file']],
  },
  'alertmanager.WechatConfig': { one: [['api_secret', 'api_secret_file']], choices: { message_type: ['text', 'markdown'] } },
  'alertmanager.VictorOpsConfig': { needs: ['routing_key'], one: [['api_key', 'api_key_file']] },
  'alertmanager.PushoverConfig': {
    one: [
      ['user_key', 'user_key_file'],
      ['token', 'token_file'],
    ],
    any: [
      ['user_key', 'user_key_file'],
      ['token', 'token_file'],
    ],
  },
  'alertmanager.SNSConfig': { any: [snsTargets], one: [snsTargets] },
  'alertmanager.RocketchatConfig': {
    one: [
      ['token', 'token_file'],
      ['token_id', 'token_id_file'],
    ],
  },
  'discord.DiscordConfig': webhook,
  'msteams.MSTeamsConfig': webhook,
  'msteamsv2.MSTeamsV2Config': webhook,
  'mattermost.MattermostConfig': { one: [['webhook_url', 'webhook_url_file']] },
  'mattermost.MattermostField': { needs: ['title', 'value'] },
  'incidentio.IncidentioConfig': {
    one: [
      ['url', 'url_file'],
      ['alert_source_token', 'alert_source_token_file'],
    ],
    any: [['url', 'url_file']],
  },
  'jira.JiraConfig': { needs: ['project', 'issue_type'], choices: { api_type: ['auto', 'cloud', 'datacenter'] } },
  'opsgenie.OpsGenieConfig': { one: [['api_key', 'api_key_file']] },
  'opsgenie.OpsGenieConfigResponder': { any: [['id', 'username', 'name']] },
  'pagerduty.PagerdutyConfig': {
    any: [['routing_key', 'service_key', 'routing_key_file', 'service_key_file']],
    one: [
      ['routing_key', 'routing_key_file'],
      ['service_key', 'service_key_file'],
    ],
  },
  'telegram.TelegramConfig': {
    one: [
      ['bot_token', 'bot_token_file'],
      ['chat_id', 'chat_id_file'],
    ],
    any: [['chat_id', 'chat_id_file']],
    choices: { parse_mode: ['Markdown', 'MarkdownV2', 'HTML'] },
  },
  'webhook.WebhookConfig': { one: [['url', 'url_file']], any: [['url', 'url_file']] },
  'eventrecorder.FileOutputConfig': { needs: ['path'] },
  'eventrecorder.KafkaOutputConfig': { needs: ['brokers', 'topic'] },
  'eventrecorder.WebhookOutputConfig': { needs: ['url'] },
  'tracing.TracingConfig': tracing,
}
