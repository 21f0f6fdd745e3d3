import { once } from '../../../languages/once.ts'
import type { Command, Script } from '../shell/run.ts'

/** Programs that compare a file with a checksum or a signature. */
const verifiers = new Set(
  (
    'sha1sum sha224sum sha256sum sha384sum sha512sum b2sum b3sum shasum md5sum sha256 sha512 cksum rhash gpgv sqv signify minisign cosign ' +
    'slsa-verifier openssl rpmkeys'
  ).split(' '),
)

/** Whether a script checks anything that it has fetched with a checksum or a signature. */
export const verifies: (script: Script) => boolean = once(({ commands }) => commands.some(isVerification))

function isVerification({ name, words }: Command): boolean {
  if (name === undefined) return false
  // gpg does much else, above all unpack the keys of repositories.
  return verifiers.has(name) || (/^gpg2?$/.test(name) && words.some(({ value }) => value === '--verify' || value === '--decrypt'))
}
