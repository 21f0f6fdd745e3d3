import { callOf, type PackageCommand, packageCommands } from '../../model/dockerfile/package/package-install.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Change the release by the tag of the base image, not by an upgrade in it.',
  why: 'A distribution upgrade replaces the system that the base image was tested as, by whatever the mirror has on that day, and stores all of it a second time.',
  peers: ['hadolint:DL3035', 'trivy:DS-0024'],
  references: ['https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often', 'https://en.opensuse.org/SDB:System_upgrade'],
  options: {
    apt: option(false, 'Whether "apt-get dist-upgrade" counts too. It stays within the release, as "apt-get upgrade" does, but may remove packages.'),
  },
  on: where(packageCommands, call => changesRelease(call) || isAptUpgrade(call)),

  *check(call, { options }) {
    if (!options.apt && isAptUpgrade(call)) return
    yield {
      at: call.command.at(call.actionWord),
      message: `"${callOf(call)}" makes another system of the base image, which depends on the day of the build. Take a newer base image, and install by name what you need.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM opensuse/leap:15.6
        RUN zypper --non-interactive «dist-upgrade» && zypper clean --all
      `,
    },
    {
      title: 'apt-get too',
      options: { apt: true },
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && apt-get -y «dist-upgrade»
      `,
    },
    {
      good: dockerfile`
        FROM opensuse/leap:15.6
        RUN zypper --non-interactive update && zypper clean --all
        FROM debian:13.1-slim
        RUN apt-get update && apt-get -y dist-upgrade && rm -rf /var/lib/apt/lists/*
      `,
    },
  ],
})

function changesRelease({ manager, action }: PackageCommand): boolean {
  return manager.family === 'zypper' && (action === 'dist-upgrade' || action === 'dup')
}

function isAptUpgrade({ manager, action }: PackageCommand): boolean {
  return manager.family === 'apt' && (action === 'dist-upgrade' || action === 'full-upgrade')
}
