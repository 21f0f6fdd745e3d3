import { callOf, cargoInstalls } from '../../model/dockerfile/package/package-install.ts'
import { looseIn, naming } from '../../model/dockerfile/package/package-version.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name the version of each crate that cargo installs.',
  why: 'Two builds of one commit may hold different tools, so a release that breaks something upstream breaks you as well, on a day that you did not choose.',
  references: ['https://doc.rust-lang.org/cargo/commands/cargo-install.html'],
  on: cargoInstalls,

  *check(install) {
    if (install.given.has('version', 'vers', 'path', 'rev', 'tag', 'git', 'list')) return
    const [loose, ...others] = looseIn(install, text => /[@=/.]/.test(text))
    if (!loose) return
    yield {
      at: install.command.at(loose.word),
      message: `"${callOf(install)}" takes whatever version of ${naming([loose, ...others])} is the newest on that day. Write "${loose.name}@…" with the version that you have tested.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM rust:1.91 AS build
        RUN cargo install --locked cargo-chef@0.1.73 «sccache» && cargo +nightly install «cross»
      `,
    },
    {
      good: dockerfile`
        FROM rust:1.91 AS build
        ARG CHEF_VERSION
        RUN cargo install cargo-chef --version 0.1.73 && cargo +nightly install sccache@0.12.0 && cargo install cargo-chef@\${CHEF_VERSION}
        RUN cargo install --path . && cargo install --git https://git.example.com/shop.git --tag v1.4 shop && cargo build --release
      `,
    },
  ],
})
