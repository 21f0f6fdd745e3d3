import { parseAllDocuments } from 'yaml'
import { lint } from '../src/lint.ts'

// bench.ts bundles this as the command line is bundled and runs it in a process of its own. It prints how long linting ten thousand rules
// takes, as a ratio to what `yaml` takes to parse them, in turns.
const [groups, rulesOfGroup, rounds] = [500, 20, 3]

/** Expressions of every kind, so that no part of the analysis is spared. */
const expressions = [
  'up{job="till-#"} == 0',
  'sum by (shop, till) (rate(orders_lost_total{shop=~"berlin-.+"}[5m])) / sum by (shop, till) (rate(orders_total[5m])) > 0.0#',
  'histogram_quantile(0.99, sum by (le, shop) (rate(checkout_seconds_bucket{job="shop-#"}[5m]))) > 2',
  'absent(up{job="till-#", shop="berlin"}) or absent_over_time(up{job="shop-#", shop="paris"}[10m])',
  'label_replace(sum without (pod) (stock_#), "host", "$1", "instance", "(.+):.+") < 5 and on (shop) shop_open == 1',
  '(max by (shop) (stock_#) - on (shop) group_left (owner) shop_info) * 100 unless on () shop_open == #',
  'predict_linear(disk_free_bytes{mount!~"/tmp|/run"}[6h], 4 * 3600) < #',
]

/** A rule file as people write them: alerts with labels and annotations, and a recording rule now and then. */
function ruleFile(): string {
  const rule = (index: number): string => {
    const expression = expressions[index % expressions.length]!.replaceAll('#', String(index))
    if (index % 10 === 9) return `      - record: shop:orders_${index}:rate5m\n        expr: sum by (shop) (rate(orders_${index}_total[5m]))\n`
    return (
      `      - alert: Alert${index}\n        expr: |\n          ${expression}\n        for: 5m\n        labels:\n          severity: warning\n        annotations:\n` +
      `          summary: Something is wrong with {{ $labels.shop }}\n          description: It has been at {{ $value | humanize }} for five minutes.\n`
    )
  }
  const group = (number: number): string =>
    `  - name: group-${number}\n    rules:\n${Array.from({ length: rulesOfGroup }, (_, index) => rule(number * rulesOfGroup + index)).join('')}`
  return `groups:\n${Array.from({ length: groups }, (_, number) => group(number)).join('')}`
}

async function time(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - start)
}

const text = ruleFile()
const files = { 'rules.yml': text }
const ratios: number[] = []
for (let round = 0; round <= rounds; round++) {
  const linting = await time(() => lint({ files }))
  const parsing = await time(() => parseAllDocuments(text).map(document => document.toJS() as unknown))
  // The first round warms both up.
  if (round > 0) ratios.push(linting / parsing)
}
console.log(ratios.toSorted((a, b) => a - b)[ratios.length >> 1])
