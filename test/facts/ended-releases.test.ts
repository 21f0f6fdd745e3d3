import { expect, test } from 'vitest'
import { parseImage } from '../../src/languages/image-reference.ts'
import { deprecationOf } from '../../src/facts/base-images.ts'
import { endedReleaseOf, endedReleasesDate } from '../../src/facts/ended-releases.ts'

test.each([
  ['debian:10', 'Debian 10', '2024-06'],
  ['debian:buster-20240612-slim', 'Debian 10', '2024-06'],
  ['debian:9.13', 'Debian 9', '2022-06'],
  ['debian:5', 'Debian 5', undefined],
  ['buildpack-deps:stretch-scm', 'Debian 9', '2022-06'],
  ['public.ecr.aws/docker/library/python:3.8.19-slim', 'Python 3.8', '2024-10'],
  ['python:2', 'Python 2', '2020-01'],
  ['python:3.13-bullseye', 'Debian 11', '2026-08'],
  ['golang:1.10.0', 'Go 1.10', undefined],
  ['golang:1.27-alpine3.15', 'Alpine 3.15', '2023-11'],
  ['node:gallium-slim', 'Node.js 16', '2023-09'],
  ['node:0.10', 'Node.js 0.10', undefined],
  ['redis:3.2.9', 'Redis 3.2', undefined],
  ['php:7-apache', 'PHP 7', '2022-11'],
  ['ubuntu:14.04', 'Ubuntu 14.04', '2019-04'],
  ['ubuntu:focal-20240123', 'Ubuntu 20.04', '2025-05'],
  ['mcr.microsoft.com/dotnet/aspnet:7.0-alpine', '.NET 7.0', '2024-05'],
  ['mcr.microsoft.com/dotnet/core/sdk:3.1', '.NET 3.1', '2022-12'],
  ['docker.elastic.co/elasticsearch/elasticsearch:7.17.9', 'Elasticsearch 7', '2026-01'],
  ['eclipse-temurin:24.0.2_12-jdk-noble', 'Java 24', '2025-09'],
  ['gcr.io/distroless/base-debian10:nonroot', 'Debian 10', '2024-06'],
  ['mongo:6.0.5', 'MongoDB 6', '2025-07'],
])('%s is %s, ended in %s', (text, name, ended) => {
  expect(endedReleaseOf(parseImage(text)!)).toMatchObject({ name, ended })
})

test.each([
  'debian',
  'debian:12.5-slim',
  'debian:trixie',
  'debian:sid-20240612',
  'alpine:3.24.1',
  'alpine:edge',
  'alpine:20240606',
  'python:3',
  'python:3.14-rc-slim',
  'node:22.21.0-bookworm',
  'node:lts',
  'golang:1',
  'mariadb:10',
  'mariadb:10.11',
  'postgres:17-alpine',
  'eclipse-temurin:11-jre',
  'eclipse-temurin:8u392-b08-jre',
  'eclipse-temurin:21_35-jdk-jammy',
  'tomcat:9',
  'tomcat:10',
  'mongo:7',
  'java:8',
  'bitnami/node:16',
  'ghcr.io/library/python:2.7',
  'mcr.microsoft.com/windows/servercore:ltsc2019',
  'gcr.io/distroless/static-debian12',
  'constructor:1',
])('%s is not known to have ended', text => {
  expect(endedReleaseOf(parseImage(text)!)).toBeUndefined()
})

test('the table is dated', () => {
  expect(endedReleasesDate).toMatch(/^\d{4}-\d\d-\d\d$/)
})

test('what is named instead has not ended itself', () => {
  for (const image of ['alpine:3.2', 'debian:6', 'golang:1.2', 'node:8', 'php:5', 'postgres:9', 'python:2', 'ruby:2', 'ubuntu:14.04', 'mysql:5', 'tomcat:7']) {
    const [name] = image.split(':')
    const { instead } = endedReleaseOf(parseImage(image)!)!
    const successor = parseImage(`${name}:${instead}`)!
    expect(endedReleaseOf(successor), `${name}:${instead}`).toBeUndefined()
    expect(deprecationOf(successor)).toBeUndefined()
  }
})
