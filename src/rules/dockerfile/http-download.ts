import { downloads, packageDownloads } from '../../model/dockerfile/package/download.ts'
import { verifies } from '../../model/dockerfile/package/verification.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Fetch over HTTPS.',
  why: 'Over HTTP anybody on the way, from the office network to a proxy, can put another file into the image, and nothing tells.',
  presets: ['recommended', 'security'],
  references: ['https://docs.docker.com/reference/dockerfile/#add---checksum'],
  on: project => [...project.get(downloads), ...project.get(packageDownloads)],

  *check({ url, at, checked, command }) {
    const [, scheme = '', host = ''] = /^(https?|ftp):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/?#]*)/i.exec(url) ?? []
    if (/^https$/i.test(scheme) || isPrivate(host) || checked || (command && verifies(command.script))) return
    yield {
      at,
      message: `"${url}" is fetched without encryption, so someone on the way can put another file in its place. Write "https://${host}…", or compare it with a checksum.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        ADD «http://downloads.example.com/shop.tar.gz» /srv/
        RUN curl -fsSL -o /usr/local/bin/shop «http://downloads.example.com/shop-\${ARCH}» && \
            wget -q «"ftp://ftp.example.com/data.zip"»
        RUN rpm -i «http://downloads.example.com/shop.rpm» && pip install «--index-url=http://pypi.example.com/simple» shop
      `,
    },
    {
      title: 'checked, or not from outside',
      good: dockerfile`
        FROM debian:13.1-slim
        ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d http://downloads.example.com/shop.tar.gz /srv/
        RUN curl -fsSLO http://downloads.example.com/shop.tar.gz && sha256sum -c shop.sha256
        RUN curl -fsS -d done http://ci.example.com/ && curl -fsS http://localhost:8080/health && wget http://artifacts/shop.jar http://10.1.2.3/a http://\${MIRROR}/b
        RUN npm config set proxy http://proxy.example.com:3128 && pip install --proxy http://proxy.example.com:3128 shop
        RUN echo "deb http://deb.debian.org/debian trixie main" > /etc/apt/sources.list
      `,
    },
  ],
})

/** A host of one's own network, or one that only the build knows. */
function isPrivate(host: string): boolean {
  if (!host.includes('.') || host.includes('$')) return true
  if (/\.(?:local|localhost|internal|intranet|lan|corp|home\.arpa|svc|test|invalid)$/i.test(host)) return true
  return /^(?:127|10|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$/.test(host)
}
