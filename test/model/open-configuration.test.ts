import { expect, test } from 'vitest'
import { isOpenConfiguration } from '../../src/model/kubernetes/references/secret.ts'

test.each([
  ['[dates]\n; of all panels\nzone = UTC', true],
  ['route:\n  receiver: "null"\n  group_by:\n    - job\n', true],
  ['{\n  "name": "shop",\n  "url": "http://shop.svc:9090"\n}', true],
  ['user = jo\npassword = hunter2', false],
  ['slack:\n  url: https://hooks.slack.com/services/T000/B000/XXXXXXXXXXXXX1', false],
  ['admin:$apr1$4y6r3\nbob:$apr1$9d2k1', false],
  ['client: k3b9x2q7w5z8m4n6\nzone: UTC', false],
  ['zone = UTC', false],
])('settings that everybody may know: %j is %s', (text, open) => {
  expect(isOpenConfiguration(text)).toBe(open)
})
