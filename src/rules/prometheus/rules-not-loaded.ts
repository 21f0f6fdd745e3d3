import { matchesSelector } from '../../languages/label-selector.ts'
import { sameNamespace } from '../../model/kubernetes/manifest.ts'
import { operatedServers, type RuleSet, ruleSets, serverConfigs } from '../../model/prometheus/prometheus.ts'
import { finds, mountedAt, type NoneLoaded, noneLoaded, rulePatterns, unknownPatterns } from '../../model/prometheus/rule-file.ts'
import type { Project } from '../../project.ts'
import { type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let a server load the rules.',
  why: 'Rules that no server loads never fire: the outage that they were written for goes unnoticed.',
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/'],
  on: ruleSets,

  *check(rules, { project }) {
    if (rules.manifest) {
      const message = unselected(rules, project)
      if (message) yield { at: rules.at, message }
      return
    }
    const none = project.get(noneLoaded)
    if (none?.nearest === rules) yield toldOnce(none)
    const message = none ? undefined : unnamed(rules, project)
    if (message) yield { at: rules.at, message }
  },

  examples: [
    {
      title: 'a file that rule_files does not name',
      bad: {
        'prometheus.yml': yaml`
          rule_files: ['recording-*.yml']
          scrape_configs: []
        `,
        'alerts.yml': yaml`
          «groups»:
            - name: shop
              rules:
                - alert: ShopDown
                  expr: up{job="shop"} == 0
        `,
      },
    },
    {
      title: 'labels that the server does not select',
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: «shop»
          labels: { team: shop }
        spec:
          groups: []
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: Prometheus
        metadata:
          name: main
        spec:
          ruleSelector:
            matchLabels: { role: alert-rules }
      `,
    },
    {
      title: 'a ConfigMap that is mounted in another folder than the one that is named',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: prometheus }
        data:
          prometheus.yml: |
            rule_files: [rules/*.yml]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: rules }
        data:
          «shop.yml»: |
            groups:
              - name: shop
                rules: []
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: prometheus }
        spec:
          template:
            spec:
              containers:
                - name: prometheus
                  image: prom/prometheus:v3.5.0
                  volumeMounts:
                    - { name: config, mountPath: /etc/prometheus }
                    - { name: rules, mountPath: /etc/rules }
              volumes:
                - { name: config, configMap: { name: prometheus } }
                - { name: rules, configMap: { name: rules } }
      `,
    },
    {
      title: 'no server loads any: told once, at the file beside the first of them',
      bad: {
        'api/rules.yml': yaml`
          groups: [{ name: api, rules: [] }]
        `,
        'monitoring/prometheus.yml': yaml`
          global: { scrape_interval: 30s }
          scrape_configs: []
        `,
        'monitoring/rules.yml': yaml`
          «groups»: [{ name: shop, rules: [] }]
        `,
        'web/rules.yml': yaml`
          groups: [{ name: api, rules: [] }]
        `,
      },
    },
    {
      title: 'named by a pattern; no server in the tree to tell',
      good: {
        'monitoring/prometheus.yml': yaml`
          rule_files: [/etc/prometheus/rules/*.yml]
        `,
        'monitoring/rules/shop.yml': yaml`
          groups:
            - name: shop
              rules: []
        `,
      },
    },
  ],
})

function toldOnce({ server, nearest, others }: NoneLoaded): Problem {
  const what = others > 0 ? `"${nearest.fileName}" or the ${others > 1 ? `${others} other files` : 'other file'} with rules` : `"${nearest.fileName}"`
  return {
    at: nearest.at,
    message: `No Prometheus server in the linted files loads ${what}: ${server.title} has no rule_files. Add ${others > 0 ? 'them' : 'it'} there, or these rules never fire.`,
    related: [{ at: server.config.at('rule_files'), message: 'no rule_files here' }],
  }
}

/** Rules in files: a pattern of some server has to find them. */
function unnamed(rules: RuleSet, project: Project): string | undefined {
  const [server] = project.get(serverConfigs)
  // Without any server's configuration nothing can be told; a Prometheus CR loads no files.
  if (!server || rules.fileName === undefined || project.get(unknownPatterns)) return undefined
  const patterns = project.get(rulePatterns)
  const places = project.get(mountedAt)(rules.groups)
  if (patterns.some(pattern => finds(pattern, rules.fileName!, places))) return undefined
  const [place] = new Set(places.values())
  const named = patterns.map(({ pattern }) => pattern).join(', ')
  return `No Prometheus server in the linted files loads "${rules.fileName}"${place ? `, mounted at ${place}` : ''}: rule_files of ${server.title} names ${named}. Add it there, or these rules never fire.`
}

/** PrometheusRules: some server has to select their labels and their namespace. An absent selector selects none, an empty one all. */
function unselected({ manifest }: RuleSet, project: Project): string | undefined {
  const servers = project.get(operatedServers)
  if (servers.length === 0 || manifest === undefined || manifest.partial) return undefined
  const byLabels = servers.filter(server => {
    const selector = server.at('spec').at('ruleSelector')
    return server.partial || (selector.exists && (selector.value === undefined || matchesSelector(selector.value, manifest.labels)))
  })
  // Without a selector for namespaces a server sees its own alone.
  if (byLabels.some(server => server.partial || server.at('spec').at('ruleNamespaceSelector').exists || sameNamespace(server.namespace, manifest.namespace)))
    return undefined
  const [near] = byLabels
  if (near)
    return `${near.title} sees only the rules of its own namespace, so those of ${manifest.title} never fire. Set its ruleNamespaceSelector, or move them to namespace "${near.namespace}".`
  const wanted = servers
    .map(server =>
      Object.entries(server.at('spec').at('ruleSelector').at('matchLabels').value ?? {})
        .map(([label, value]) => `${label}=${value}`)
        .join(', '),
    )
    .find(Boolean)
  return `No Prometheus in the linted files selects ${manifest.title}, so its rules never fire. ${wanted ? `Give it the labels ${wanted}.` : `Set ruleSelector of ${servers[0]!.title} to its labels.`}`
}
