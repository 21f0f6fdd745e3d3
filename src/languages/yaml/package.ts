import * as yaml from 'yaml'

/** The `yaml` package. The bundled command line loads it here, when it is first asked for: most runs never need it (scripts/build.ts). */
export const yamlPackage = (): typeof yaml => yaml
