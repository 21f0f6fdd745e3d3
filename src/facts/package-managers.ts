/** Managers that share a way to write packages, and a cache. */
export type Family = 'apk' | 'apt' | 'bun' | 'cargo' | 'dnf' | 'gem' | 'go' | 'npm' | 'pip' | 'pipx' | 'pnpm' | 'uv' | 'yarn' | 'yum' | 'zypper'

/** The database of the system's packages that a family works on, which takes root; undefined of those that install elsewhere. */
export function databaseOf(family: Family): 'apk' | 'apt' | 'rpm' | undefined {
  if (family === 'apk' || family === 'apt') return family
  return family === 'dnf' || family === 'yum' || family === 'zypper' ? 'rpm' : undefined
}

/** How the command line of a package manager is read. What it is called with several words stands as one: `module install`. */
export interface PackageManager {
  readonly family: Family
  /** Sub-commands that install what is named behind them, or what a file lists. */
  readonly installs: ReadonlySet<string>
  /** Sub-commands that install newer versions of what is there. */
  readonly upgrades: ReadonlySet<string>
  /** Sub-commands that fetch the list of what there is, and install nothing. */
  readonly refreshes: ReadonlySet<string>
  /** Sub-commands that uninstall. */
  readonly removes: ReadonlySet<string>
  /** Sub-commands that change what is there, or what there is to install, in other ways. */
  readonly alters: ReadonlySet<string>
  /** Words that say something only with the next one: `module` of `module install`. */
  readonly groups: ReadonlySet<string>
  /** Flags whose value is a word of its own, without dashes. */
  readonly values: readonly string[]
  /** What it does when no sub-command is written. */
  readonly bare?: string
}

interface Sheet {
  readonly installs: string
  readonly upgrades?: string
  readonly refreshes?: string
  readonly removes?: string
  readonly alters?: string
  readonly groups?: string
  readonly values: string
  readonly bare?: string
}

function manager(family: Family, { installs, upgrades = '', refreshes = '', removes = '', alters = '', groups = '', values, bare }: Sheet): PackageManager {
  return {
    family,
    installs: new Set(list(installs)),
    upgrades: new Set(list(upgrades)),
    refreshes: new Set(list(refreshes)),
    removes: new Set(list(removes)),
    alters: new Set(list(alters)),
    groups: new Set(list(groups)),
    values: list(values),
    ...(bare !== undefined && { bare }),
  }
}

/** `_` stands for the blank in a sub-command of several words. */
function list(text: string): string[] {
  return text.split(' ').flatMap(word => (word === '' ? [] : [word.replaceAll('_', ' ')]))
}

// The sub-commands and flags are those of the manuals, their short names included.
const apt = manager('apt', {
  installs: 'install reinstall build-dep satisfy',
  upgrades: 'upgrade dist-upgrade full-upgrade safe-upgrade dselect-upgrade',
  refreshes: 'update',
  removes: 'remove purge autoremove autopurge auto-remove',
  values: 't target-release default-release o option c config-file a host-architecture P build-profiles',
})
const rpm = {
  installs: 'install in localinstall install-n install-na install-nevra reinstall rei group_install groups_install groupinstall module_install builddep',
  upgrades: 'upgrade up update upgrade-to upgrade-minimal update-minimal up-min localupdate distro-sync dsync group_upgrade groupupdate',
  refreshes: 'makecache mc check-update check-upgrade',
  removes: 'remove rm erase autoremove group_remove groupremove module_remove',
  alters: 'downgrade swap module_enable module_disable module_reset module_switch-to copr_enable',
  groups: 'group groups module copr',
  values:
    'c config d debuglevel e errorlevel R randomwait x exclude excludepkgs installroot releasever setopt enablerepo enable-repo disablerepo disable-repo ' +
    'repo repoid enableplugin disableplugin disableexcludes color rpmverbosity advisory bz cve sec-severity repofrompath forcearch comment downloaddir ' +
    'destdir from-repo store',
}
const dnf = manager('dnf', rpm)
const npmInstalls = 'install add i in ins inst insta instal isnt isnta isntal isntall ci clean-install ic install-clean install-ci-test cit install-test it'
const pipValues =
  'r requirement c constraint build-constraint e editable t target platform python-version implementation abi root prefix src upgrade-strategy C ' +
  'config-settings global-option install-option build-option no-binary only-binary progress-bar root-user-action report group requirements-from-script i ' +
  'index-url pypi-url extra-index-url f find-links log log-file local-log keyring-provider proxy retries timeout default-timeout exists-action trusted-host ' +
  'cert client-cert cache-dir use-feature use-deprecated python b build no-use-wheel'
const pip = manager('pip', { installs: 'install', removes: 'uninstall', values: pipValues })

const managers: ReadonlyMap<string, PackageManager> = new Map(
  Object.entries<PackageManager>({
    apk: manager('apk', {
      installs: 'add',
      upgrades: 'upgrade',
      refreshes: 'update',
      removes: 'del',
      values: 't virtual X repository p root arch cache-dir cache-max-age keys-dir progress-fd repositories-file timeout wait',
    }),
    apt,
    'apt-get': apt,
    aptitude: apt,
    bun: manager('bun', {
      installs: 'install i add a ci',
      upgrades: 'update',
      removes: 'remove rm',
      groups: 'pm',
      values: 'c config cwd registry cache-dir backend omit linker cpu os filter F concurrent-scripts network-concurrency',
    }),
    cargo: manager('cargo', {
      installs: 'install binstall',
      values: 'version vers git branch tag rev path registry index root target target-dir features F profile j jobs config color bin example Z message-format',
    }),
    dnf,
    dnf5: dnf,
    gem: manager('gem', {
      installs: 'install i',
      upgrades: 'update',
      removes: 'uninstall',
      // The last is for what is built; it belongs behind `--`, and is often written before it.
      values:
        'v version i install-dir n bindir document s source P trust-policy g file build-root platform config-file without B bulk-threshold use-system-libraries',
    }),
    go: manager('go', {
      installs: 'install get run',
      values: 'C asmflags buildmode compiler covermode coverpkg exec gccgoflags gcflags installsuffix ldflags mod modfile o overlay p pgo pkgdir tags toolexec',
    }),
    microdnf: dnf,
    npm: manager('npm', {
      installs: npmInstalls,
      upgrades: 'update up upgrade',
      removes: 'uninstall unlink remove rm r un prune',
      groups: 'cache config',
      values:
        'C prefix registry cache loglevel userconfig globalconfig tag omit include only also workspace w script-shell before cpu os libc install-strategy ' +
        'fetch-retries fetch-timeout fetch-retry-factor fetch-retry-mintimeout fetch-retry-maxtimeout maxsockets scope otp depth proxy https-proxy noproxy ' +
        'cafile node-options save-prefix access',
    }),
    pip,
    pipx: manager('pipx', {
      installs: 'install inject',
      upgrades: 'upgrade upgrade-all',
      removes: 'uninstall',
      values: 'suffix python preinstall i index-url pip-args backend spec',
    }),
    pnpm: manager('pnpm', {
      installs: 'install i add install-test it',
      upgrades: 'update up upgrade',
      removes: 'remove rm uninstall un prune',
      groups: 'store config',
      values:
        'C dir prefix filter F filter-prod registry store-dir virtual-store-dir reporter loglevel workspace-concurrency network-concurrency child-concurrency ' +
        'package-import-method modules-dir lockfile-dir cpu os libc',
    }),
    tdnf: dnf,
    uv: manager('uv', {
      installs: 'pip_install add tool_install sync pip_sync',
      removes: 'pip_uninstall remove',
      groups: 'pip tool cache',
      values:
        `${pipValues} constraints requirements override overrides excludes default-index index find-links resolution prerelease exclude-newer link-mode extra ` +
        'optional tag branch rev package directory project config-file config-setting color allow-insecure-host with with-requirements with-editable p python-platform ' +
        'no-build-package no-binary-package P upgrade-package refresh-package reinstall-package script bounds marker only-group no-group',
    }),
    yarn: manager('yarn', {
      installs: 'install add global_add',
      upgrades: 'upgrade up global_upgrade',
      removes: 'remove global_remove',
      groups: 'cache config global',
      values:
        'cwd cache-folder modules-folder global-folder preferred-cache-folder registry network-timeout network-concurrency mutex prefix proxy https-proxy use-yarnrc mode',
      bare: 'install',
    }),
    yum: manager('yum', rpm),
    zypper: manager('zypper', {
      installs: 'install in install-new-recommends inr source-install si',
      upgrades: 'update up patch dist-upgrade dup',
      refreshes: 'refresh ref',
      removes: 'remove rm',
      values:
        'c config D reposd-dir C cache-dir R root installroot releasever p plus-repo plus-content solv-cache-dir pkg-cache-dir raw-cache-dir t type r repo from ' +
        'b bugzilla g category cve date download download-in-advance repofrompath userdata',
    }),
  }),
)

/** The package manager that goes by a name; undefined for any other program. */
export function managerNamed(program: string): PackageManager | undefined {
  return managers.get(program) ?? (/^pip[\d.]*$/.test(program) ? pip : undefined)
}
