import { matchesSelector } from '../../languages/label-selector.ts'
import { operatedServers, prometheusConfigs, type RuleSet, ruleSets } from '../../model/prometheus.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'
import { YamlSource } from '../../source/yaml.ts'

export default rule({
  severity: 'warning',
  summary: 'Let a server load the rules.',
  why: 'Rules that no server loads never fire: the outage that they were written for goes unnoticed.',
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/'],
  on: ruleSets,

  *check(rules, { project }) {
    const problem = rules.manifest ? unselected(rules, project) : unnamed(rules, project)
    if (problem) yield { at: rules.at, message: problem }
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

/** Rules in files: the pattern's last steps have to fit, as where the files end up on the server is not known. */
function unnamed({ fileName }: RuleSet, project: Project): string | undefined {
  const configs = project.get(prometheusConfigs)
  // Without any server's configuration nothing can be told; a Prometheus CR loads no files.
  if (configs.length === 0 || fileName === undefined) return undefined
  const patterns = configs.flatMap(config => config.at('rule_files').value ?? [])
  if (patterns.some(pattern => couldName(pattern, fileName))) return undefined
  const [config] = configs
  const outer = config!.source instanceof YamlSource ? config!.source.outer : undefined
  const server = outer ? `"${outer.path.at(-1)}" in ${config!.source.file}` : config!.source.file
  return `No Prometheus server in the linted files loads "${fileName}": ${patterns.length > 0 ? `rule_files of ${server} names ${patterns.join(', ')}` : `${server} has no rule_files`}. Add it there, or these rules never fire.`
}

/** Whether a pattern of rule_files fits the last step of a path; folders are those of the server, which the tree does not show. */
function couldName(pattern: string, fileName: string): boolean {
  const last = pattern.split('/').at(-1)!
  const expression = last
    .replaceAll(/[.+^$()|[\]\\{}]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${expression}$`).test(fileName.split('/').at(-1)!)
}

/** PrometheusRules: some server has to select their labels. An absent selector selects none, an empty one all. */
function unselected({ manifest }: RuleSet, project: Project): string | undefined {
  const servers = project.get(operatedServers)
  if (servers.length === 0 || manifest === undefined) return undefined
  const selected = servers.some(
    server => server.at('spec').at('ruleSelector').exists && matchesSelector(server.at('spec').at('ruleSelector').value, manifest.labels),
  )
  if (selected) return undefined
  const wanted = servers
    .map(server =>
      Object.entries(server.at('spec').at('ruleSelector').at('matchLabels').value ?? {})
        .map(([label, value]) => `${label}=${value}`)
        .join(', '),
    )
    .find(Boolean)
  return `No Prometheus in the linted files selects ${manifest.title}, so its rules never fire. ${wanted ? `Give it the labels ${wanted}.` : 'Set ruleSelector of the Prometheus to its labels.'}`
}
