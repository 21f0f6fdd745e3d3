import picomatch from 'picomatch/posix.js'

/** The `picomatch` package. The bundled command line loads it here, when it is first asked for: most runs have no pattern (scripts/build.ts). */
export const globPackage = (): typeof picomatch => picomatch
