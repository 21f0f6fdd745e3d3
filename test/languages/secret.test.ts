import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { credentialIn, isPlaceholder, isSensitiveName, secretUnder, settingsIn, weaknessOf } from '../../src/languages/secret.ts'

// Put together here, so that no scanner takes this file for a leak.
const awsKey = ['AKIA', 'Q3EGRZT5L2MXWNYB'].join('')
const githubToken = ['ghp', '_', 'a1B2'.repeat(9)].join('')

describe('a credential', () => {
  test.each([
    ['a private key', ['-----BEGIN RSA PRIVATE', ' KEY-----\nMIIE'].join('')],
    ['an AWS access key', `key=${awsKey}`],
    ['a GitHub token', githubToken],
    ['a URL with a password', 'postgres://shop:s3aTurtle@db:5432/shop'],
    ['a URL with a password', 'redis://:s3aTurtle@cache:6379'],
  ])('is %s by its format', (what, text) => {
    expect(credentialIn(text)?.what).toBe(what)
  })

  test.each([
    'https://example.com/a:b@c',
    'postgres://shop:$(DB_PASSWORD)@db/shop',
    'postgres://shop:${PASSWORD}@db',
    'jdbc:mysql://mysql:3306/userdb',
    '-----BEGIN PUBLIC KEY-----',
    'image@sha256:0123',
  ])('is not %s', text => {
    expect(credentialIn(text)).toBeUndefined()
  })

  test('is pointed at exactly', () => {
    const text = '--dsn=postgres://shop:s3aTurtle@db'
    const { start, end } = credentialIn(text)!
    expect(text.slice(start, end)).toBe('s3aTurtle')
  })
})

test.each(['PASSWORD', 'DB_PASSWORD', 'mysqlRootPassword', 'api-key', 'GITHUB_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'client_secret'])('%s names a secret', name => {
  expect(isSensitiveName(name)).toBe(true)
})

test.each([
  'PASSWORD_FILE',
  'SECRET_NAME',
  'TOKEN_URL',
  'TOKENIZER_PATH',
  'KEY_ALIAS',
  'PUBLIC_KEY',
  'USERNAME',
  'existingSecretName',
  'BASIC_AUTH',
  'COMPASS',
  'MONKEY',
])('%s does not', name => {
  expect(isSensitiveName(name)).toBe(false)
})

test.each([
  '',
  '${PASSWORD}',
  '$(PASSWORD)',
  '<password>',
  'CHANGEME',
  'change-me',
  'ENC[AES256_GCM,data:x]',
  '{{ .Values.password }}',
  'ref+vault://x',
  '****',
])('"%s" is a placeholder', text => {
  expect(isPlaceholder(text)).toBe(true)
})

test.each([
  ['DB_PASSWORD', 'Hx7-quarry-Lantern-94', true],
  ['DB_PASSWORD', '/run/secrets/db', false],
  ['DB_PASSWORD', 'https://vault.example.com/db', false],
  ['LOG_LEVEL', 'Hx7-quarry-Lantern-94', false],
  ['NOTE', githubToken, true],
  ['DB_PASSWORD', 'through', false],
  ['DB_PASSWORD', 'shoppassword', true],
  ['DB_PASSWORD', 'password', true],
])('%s with %s is a secret: %s', (name, value, expected) => {
  expect(secretUnder(name, value) !== undefined).toBe(expected)
})

test.each(['password', 'Password123', 'admin', '123456', 'changeme', 'aaaaaaaaa', 'abc'])('%s is weak', value => {
  expect(weaknessOf(value)).toBeDefined()
})

test.each(['Hx7-quarry-Lantern-94', 'correct horse battery staple', ''])('%s is not', value => {
  expect(weaknessOf(value)).toBeUndefined()
})

test('no text makes it throw, and what is found lies in the text', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      const found = credentialIn(text)
      secretUnder('PASSWORD', text)
      weaknessOf(text)
      return found === undefined || (found.start < found.end && found.end <= text.length)
    }),
  )
})

describe('the settings in a text', () => {
  test('are names and values alone on their lines, with the place of the value', () => {
    const text = 'server:\n  api-key: "q8Wz33rivet"\nexport TOKEN=Hx7-quarry\r\n- password : Hx7-quarry-94,\n'
    expect(settingsIn(text).map(({ name, value, start, end }) => [name, value, text.slice(start, end)])).toEqual([
      ['api-key', 'q8Wz33rivet', 'q8Wz33rivet'],
      ['TOKEN', 'Hx7-quarry', 'Hx7-quarry'],
      ['password', 'Hx7-quarry-94', 'Hx7-quarry-94'],
    ])
  })

  test.each([
    'token = os.environ["TOKEN_2"]',
    'secret: shop-credentials',
    'password: ${PASSWORD_2}',
    'echo "password: q8Wz33rivet"',
    '# password: q8Wz33rivet',
  ])('do not hold %j: code, names of secrets, variables, sentences, comments', text => {
    expect(settingsIn(text)).toEqual([])
  })
})

test.each([
  ['Server=db;User Id=shop;Password=q8Wz-33-rivet;', 'q8Wz-33-rivet'],
  ['Host=db;Username=shop;Password=q8Wz-33-rivet', 'q8Wz-33-rivet'],
])('the password of a connection string: %s', (text, password) => {
  const found = credentialIn(text)
  expect(found?.what).toBe('a connection string with a password')
  expect(text.slice(found?.start, found?.end)).toBe(password)
})

test.each([
  'Server=db;User Id=shop;Password=${DB_PASSWORD}',
  'Server=db;Integrated Security=true;',
  'password=q8Wz-33-rivet',
  'Server=db;Password=<password>;',
])('no connection string with a password: %s', text => {
  expect(credentialIn(text)).toBeUndefined()
})
