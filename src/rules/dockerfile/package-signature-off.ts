import { rpmDistrusts } from '../../model/dockerfile/package/package-trust.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let yum, dnf, zypper and rpm check signatures and certificates.',
  why: 'Without them, whoever is on the way to the repository, or gets into it, runs what they like as root in the build, and in every container.',
  presets: ['recommended', 'security'],
  peers: ['checkov:CKV2_DOCKER_9', 'checkov:CKV2_DOCKER_10', 'checkov:CKV2_DOCKER_15'],
  references: [
    'https://dnf.readthedocs.io/en/latest/conf_ref.html',
    'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/packaging_and_distributing_software/index',
  ],
  on: rpmDistrusts,

  *check({ at, text }) {
    yield {
      at,
      message: `With "${text}", packages are installed that nobody vouches for, so someone on the way can run code as root. Leave it out, and import the key of the repository with "rpm --import".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM fedora:43
        RUN dnf install -y «--nogpgcheck» shop-1.4 && rpm --install «--nosignature» /tmp/tools.rpm
        RUN dnf config-manager «--setopt=shop.sslverify=0» --save && yum «--setopt gpgcheck=0» install -y shop-cli-1.4
        RUN printf '[shop]\nbaseurl=https://packages.example.com\n«gpgcheck=0»\n' > /etc/yum.repos.d/shop.repo
      `,
    },
    {
      title: 'the signature of the list alone, or on',
      good: dockerfile`
        FROM fedora:43
        RUN printf '[shop]\nbaseurl=https://packages.example.com\nrepo_gpgcheck=0\ngpgcheck=1\n' > /etc/yum.repos.d/shop.repo
        RUN rpm --import https://packages.example.com/key.asc && dnf install -y --setopt=install_weak_deps=0 shop-1.4
      `,
    },
  ],
})
