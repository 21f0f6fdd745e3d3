import { expect, test } from 'vitest'
import { covered } from '../findings.ts'

test.each([
  [['RUN npm ci'], true],
  [['RUN npm install --omit dev'], false],
  [['RUN npm ci --production'], false],
  [['RUN npm install express'], false],
  [['RUN NODE_ENV=production npm ci'], false],
  [['RUN NODE_ENV=$X npm ci'], false],
  [['ENV NODE_ENV=production', 'RUN npm ci'], false],
  [['ENV NODE_ENV=test', 'RUN npm ci'], true],
  [['ARG NODE_ENV', 'RUN npm ci'], false],
  [['ARG NODE_ENV=production', 'RUN npm ci'], false],
  [['RUN npm config set omit dev', 'RUN npm ci'], false],
  [['RUN npm ci', 'RUN npm prune --omit=dev'], false],
  [['RUN pnpm install --frozen-lockfile'], true],
  [['RUN pnpm install -P'], false],
  [['RUN composer install --no-dev'], false],
  [['RUN bundle install'], true],
  [['RUN bundle config set --local without development', 'RUN bundle install'], false],
  [['RUN poetry install --only main'], false],
  [['RUN uv sync --no-dev'], false],
  [['RUN pip install -r requirements.txt'], false],
  [['RUN pip install -r reqs/test.txt'], true],
  [['RUN pip install -r latest.txt'], false],
  [['RUN pip uninstall -y -r dev.txt'], false],
  [['RUN npm ci', 'CMD ["npx", "nodemon", "a.js"]'], false],
])('%j', async (lines, reported) => {
  expect((await covered('dockerfile/dev-dependencies-in-final', ['FROM node:24', ...lines, ''].join('\n'))).length > 0).toBe(reported)
})

test.each(['Dockerfile.dev', 'test.Dockerfile', 'ci/Dockerfile-e2e'])('%s is for development', async file => {
  expect(await covered('dockerfile/dev-dependencies-in-final', 'FROM node:24\nRUN npm ci\n', file)).toEqual([])
})

test('a stage for development is not shipped', async () => {
  expect(await covered('dockerfile/dev-dependencies-in-final', 'FROM node:24 AS dev\nRUN npm ci\n')).toEqual([])
  expect(await covered('dockerfile/dev-dependencies-in-final', 'RUN npm ci\n')).toEqual([])
})
