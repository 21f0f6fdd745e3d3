import { unverified } from '../../model/dockerfile/package/tls.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let programs check the certificates of servers.',
  why: 'Without the check, whoever is on the way, from the office network to a proxy, answers as that server, and what they send ends up in the image. Set by ENV, it holds in every container as well.',
  presets: ['recommended', 'security'],
  peers: [2, 3, 4, 5, 6, 12, 13, 14, 16].map(number => `checkov:CKV2_DOCKER_${number}`),
  references: ['https://curl.se/docs/sslcerts.html', 'https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue'],
  on: unverified,

  *check({ at, text, program }) {
    yield {
      at,
      message: `With "${text}", ${program} takes any server for the right one, so someone on the way can change what it fetches. Leave it out; add an authority of your own with update-ca-certificates.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:24-slim
        ARG «GIT_SSL_NO_VERIFY=1»
        ENV NODE_ENV=production «NODE_TLS_REJECT_UNAUTHORIZED=0»
        RUN curl «-fsSLk» -o shop.tgz https://downloads.example.com/shop.tgz && wget «--no-check-certificate» https://downloads.example.com/a
        RUN npm config set «strict-ssl false» && git -c «http.sslVerify=false» clone https://git.example.com/shop.git
        RUN export «PYTHONHTTPSVERIFY=0» && «NPM_CONFIG_STRICT_SSL=false» npm ci && pip install «--trusted-host pypi.example.com» shop==1.4
        RUN git config --global «http.https://git.example.com.sslVerify false» && env «PIP_TRUSTED_HOST=pypi.example.com» pip install shop
      `,
    },
    {
      title: 'checked, of no value, or on this machine',
      good: dockerfile`
        FROM node:24-slim
        ARG PIP_TRUSTED_HOST
        ENV NODE_TLS_REJECT_UNAUTHORIZED=1
        RUN curl -fsSLokubectl https://downloads.example.com/kubectl && npm config set strict-ssl true && curl -k https://localhost:8443/health
        RUN echo --insecure && git config --global http.sslVerify true && wget -q -O --no-check-certificate.txt https://downloads.example.com/a
      `,
    },
  ],
})
