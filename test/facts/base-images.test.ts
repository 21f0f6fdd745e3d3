import { expect, test } from 'vitest'
import { parseImage } from '../../src/languages/image-reference.ts'
import { baseImagesDate, defaultUserOf, deprecatedImages, deprecationOf, smallerBaseOf } from '../../src/facts/base-images.ts'

function ask<T>(question: (image: NonNullable<ReturnType<typeof parseImage>>) => T, text: string): T | undefined {
  const image = parseImage(text)
  expect(image, text).toBeDefined()
  return image && question(image)
}

test('the tables are dated and sorted, and no successor is deprecated itself', () => {
  expect(baseImagesDate).toMatch(/^\d{4}-\d\d-\d\d$/)
  const names = deprecatedImages.map(image => image.name)
  expect(names).toEqual([...new Set(names)].sort())
  for (const successor of deprecatedImages.flatMap(image => image.successors)) {
    expect(ask(deprecationOf, successor), successor).toBeUndefined()
  }
})

test.each([
  ['openjdk:17-jdk', 'eclipse-temurin'],
  ['docker.io/library/openjdk', 'eclipse-temurin'],
  ['public.ecr.aws/docker/library/openjdk:11', 'eclipse-temurin'],
  ['centos:7', 'rockylinux'],
  ['vault:1.13', 'hashicorp/vault'],
  ['java:8', 'eclipse-temurin'],
  ['bitnami/openjdk', undefined],
  ['ghcr.io/library/openjdk', undefined],
  ['eclipse-temurin:21', undefined],
  ['node', undefined],
])('%s is succeeded by %s', (text, successor) => {
  expect(ask(deprecationOf, text)?.successors[0]).toBe(successor)
})

test.each([
  ['node:22', 'root'],
  ['mirror.gcr.io/library/python:3', 'root'],
  ['postgres:16', 'drops-root'],
  ['memcached', 'nonroot'],
  ['haproxy:2.3', 'root'],
  ['haproxy:2', 'nonroot'],
  ['haproxy:2.4-alpine', 'nonroot'],
  ['haproxy', 'nonroot'],
  ['gcr.io/distroless/static', 'root'],
  ['gcr.io/distroless/static-debian12:nonroot', 'nonroot'],
  ['gcr.io/distroless/static:debug-nonroot', 'nonroot'],
  ['gcr.io/distroless/static:debug', 'root'],
  ['mcr.microsoft.com/dotnet/aspnet:8.0', 'root'],
  ['mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled', 'nonroot'],
  ['mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled-extra', 'nonroot'],
  ['mcr.microsoft.com/dotnet/runtime:8.0-azurelinux3.0-distroless', 'nonroot'],
  ['quay.io/keycloak/keycloak:26.4', 'nonroot'],
  ['quay.io/acme/keycloak:26.4', undefined],
  ['registry.access.redhat.com/ubi9/python-312', 'nonroot'],
  ['registry.access.redhat.com/ubi9/ubi-minimal:9.6', 'root'],
  ['registry.access.redhat.com/ubi9', 'root'],
  ['cgr.dev/chainguard/node', 'nonroot'],
  ['cgr.dev/chainguard/node:latest-dev', undefined],
  ['cgr.dev/chainguard/go', undefined],
  ['cgr.dev/chainguard/wolfi-base', undefined],
  ['bitnami/redis:7', 'nonroot'],
  ['bitnami/minideb', undefined],
  ['nginxinc/nginx-unprivileged:1.27', 'nonroot'],
  ['ghcr.io/acme/app:1', undefined],
])('%s runs as %s', (text, user) => {
  expect(ask(defaultUserOf, text)?.user).toBe(user)
})

test.each([
  ['node', 'node:slim'],
  ['node:22', 'node:22-slim'],
  ['node:22-bookworm', 'node:22-bookworm-slim'],
  ['node:lts', 'node:lts-slim'],
  ['docker.io/node:22', 'docker.io/node:22-slim'],
  ['node:22-slim', undefined],
  ['node:22-alpine3.20', undefined],
  ['python:3.12', 'python:3.12-slim'],
  ['python:3.12-bookworm', 'python:3.12-slim-bookworm'],
  ['ruby:3.3.1', 'ruby:3.3.1-slim'],
  ['debian', 'debian:stable-slim'],
  ['debian:bookworm', 'debian:bookworm-slim'],
  ['debian:12.5', 'debian:12.5-slim'],
  ['debian:bookworm-slim', undefined],
  ['nginx', 'nginx:alpine'],
  ['nginx:1.27', 'nginx:1.27-alpine'],
  ['nginx:stable-bookworm', 'nginx:stable-alpine'],
  ['nginx:bookworm', 'nginx:alpine'],
  ['nginx:alpine-slim', undefined],
  ['eclipse-temurin:21', 'eclipse-temurin:21-jre'],
  ['eclipse-temurin:21-jdk-noble', 'eclipse-temurin:21-jre-noble'],
  ['eclipse-temurin:21-jre', undefined],
  ['golang:1.23', 'gcr.io/distroless/static-debian12:nonroot'],
  ['mcr.microsoft.com/dotnet/sdk:8.0', 'mcr.microsoft.com/dotnet/aspnet:8.0'],
  ['ghcr.io/acme/node:22', undefined],
  ['alpine', undefined],
])('%s could be %s', (text, instead) => {
  expect(ask(smallerBaseOf, text)?.instead).toBe(instead)
})
