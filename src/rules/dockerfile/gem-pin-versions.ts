import { callOf, gemInstalls } from '../../model/dockerfile/package/package-install.ts'
import { looseIn, naming } from '../../model/dockerfile/package/package-version.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name the version of each gem.',
  why: 'Two builds of one commit may hold different versions, so a release that breaks something upstream breaks you as well, on a day that you did not choose.',
  peers: ['hadolint:DL3028'],
  references: ['https://guides.rubygems.org/command-reference/#gem-install'],
  on: gemInstalls,

  *check(install) {
    const flags = install.given.has('v', 'version', 'g', 'file')
    const [loose, ...others] = flags ? [] : looseIn(install, text => /:|\.gem$|[/=]/.test(text))
    if (!loose) return
    yield {
      at: install.command.at(loose.word),
      message: `"${callOf(install)}" takes whatever version of ${naming([loose, ...others])} is the newest on that day. Write "${loose.name}:…" with the version that you have tested.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM ruby:3.4-slim
        RUN gem install --no-document bundler:2.7.2 «rake» && gem i «puma»
      `,
    },
    {
      good: dockerfile`
        FROM ruby:3.4-slim
        RUN gem install bundler:2.7.2 nokogiri:1.18.10 -- --use-system-libraries && gem install rake -v 13.3.1
        RUN gem install bundler --version "\${BUNDLER_VERSION}" && gem install ./shop-1.4.gem && gem list
      `,
    },
  ],
})
