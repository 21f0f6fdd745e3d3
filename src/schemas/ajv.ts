// What judges the keywords of JSON Schema that the walk does not: bundled into a file of its own, which few runs load.
export { Ajv } from 'ajv'
export { Ajv2019 } from 'ajv/dist/2019.js'
export { Ajv2020 } from 'ajv/dist/2020.js'
