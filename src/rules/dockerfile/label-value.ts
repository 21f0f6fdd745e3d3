import { isCommit, isEmail, isSemanticVersion, isTimestamp, isUrl } from '../../languages/label-format.ts'
import { labelFormats, labels } from '../../model/dockerfile/label.ts'
import { dockerfile, option, rule } from '../../rule.ts'
import { isLicense, licenseNear } from '../../facts/spdx-licenses.ts'

interface Format {
  readonly accepts: (value: string) => boolean
  readonly fault: string
  readonly instead: (value: string) => string
}

const formats: Readonly<Record<string, Format>> = {
  url: { accepts: isUrl, fault: 'is no URL with a scheme', instead: () => 'Write for instance "https://git.example.com/shop".' },
  rfc3339: { accepts: isTimestamp, fault: 'is no RFC 3339 time with a zone', instead: () => 'Write for instance "2026-11-21T09:30:00Z".' },
  spdx: { accepts: isLicense, fault: 'is no SPDX licence expression', instead: licenseInstead },
  hash: { accepts: isCommit, fault: 'is no Git commit', instead: () => 'Write the 40 digits of "git rev-parse HEAD", or the first seven of them.' },
  semver: { accepts: isSemanticVersion, fault: 'is no semantic version', instead: () => 'Write three numbers, for instance "1.4.0" or "1.4.0-rc.1".' },
  email: { accepts: isEmail, fault: 'is no e-mail address', instead: () => 'Write for instance "team@example.com".' },
}

export default rule({
  severity: 'info',
  summary: 'Write label values in the format that their readers expect.',
  why: 'Registries and scanners read these labels: one that they cannot parse counts as missing, so the image has no source, no licence, no date.',
  peers: ['DL3051', 'DL3052', 'DL3053', 'DL3054', 'DL3055', 'DL3056', 'DL3058'].map(check => `hadolint:${check}`),
  references: ['https://github.com/opencontainers/image-spec/blob/main/annotations.md', 'https://spdx.org/licenses/'],
  options: {
    schema: option<Readonly<Record<string, string>>>(
      {
        'org.opencontainers.image.created': 'rfc3339',
        'org.opencontainers.image.documentation': 'url',
        'org.opencontainers.image.licenses': 'spdx',
        'org.opencontainers.image.source': 'url',
        'org.opencontainers.image.url': 'url',
      },
      'Labels with the format of their values; by default those that the OCI image specification defines.',
      { schema: labelFormats },
    ),
  },
  on: labels,

  *check({ key, value, pair }, { options }) {
    if (key === undefined || value === undefined || !Object.hasOwn(options.schema, key)) return
    if (value === '') {
      yield { at: pair, message: `The label "${key}" is empty, so nobody learns anything from it. Fill it in, or remove it.` }
      return
    }
    const format = formats[options.schema[key]!]
    if (!format || format.accepts(value)) return
    yield { at: pair.at('value'), message: `The label "${key}" is "${value}", which ${format.fault}, so its readers skip it. ${format.instead(value)}` }
  },

  examples: [
    {
      title: "the OCI image specification's labels",
      bad: dockerfile`
        FROM alpine:3.24.1
        LABEL org.opencontainers.image.source=«git.example.com/shop» \
              org.opencontainers.image.licenses=«"Apache 2.0"» \
              org.opencontainers.image.created=«2026-11-21»
      `,
    },
    {
      title: 'labels of your own',
      options: { schema: { 'com.example.commit': 'hash', 'com.example.version': 'semver', 'com.example.owner': 'email', 'com.example.team': 'text' } },
      bad: dockerfile`
        FROM alpine:3.24.1
        LABEL com.example.commit=«main» com.example.version=«v1.4» com.example.owner=«"Jane Doe"» «com.example.team=""»
      `,
    },
    {
      title: 'expressions, and what only the build knows',
      good: dockerfile`
        FROM alpine:3.24.1
        ARG CREATED=unknown
        LABEL org.opencontainers.image.created=\${CREATED} \
              org.opencontainers.image.licenses="(MIT OR Apache-2.0) AND LicenseRef-Acme" \
              org.opencontainers.image.url="https://shop.example.com/" \
              version=latest
      `,
    },
  ],
})

function licenseInstead(value: string): string {
  const near = licenseNear(value)
  return near ? `Did you mean "${near}"?` : 'Write an identifier of https://spdx.org/licenses/, or "LicenseRef-…" for a licence of your own.'
}
