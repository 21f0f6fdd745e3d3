import { RE2JS } from 're2js'

/** The `re2js` package. The bundled command line loads it here, when it is first asked for: few expressions need it (scripts/build.ts). */
export const re2 = (): typeof RE2JS => RE2JS
