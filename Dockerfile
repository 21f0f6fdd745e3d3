# The image of k8s-lint: docker run --rm --volume "$PWD:/workdir:ro" k8s-lint
# k8s-lint-disable-file dockerfile/missing-expose -- a command, no server
# k8s-lint-disable-file dockerfile/pin-base-image-digest -- the tags name one release; whoever mirrors the image pins it there

FROM node:24.11.0-alpine3.22 AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:24.11.0-alpine3.22
# --changed-since asks git, which by itself trusts no repository that another user owns; here that is the one that was mounted.
# k8s-lint-disable-next-line dockerfile/apk-pin-versions, dockerfile/cache-mount-hint -- a branch of Alpine takes patches only
RUN apk add --no-cache git && git config --system --add safe.directory '*'
WORKDIR /opt/k8s-lint
COPY --from=build /src/package.json ./
COPY --from=build /src/bin bin
COPY --from=build /src/dist dist
COPY --from=build /src/docs/rules docs/rules
COPY --from=build /src/schema schema
RUN ln -s /opt/k8s-lint/bin/k8s-lint.js /usr/local/bin/k8s-lint
# A number, so that runAsNonRoot can be checked without the image's list of users.
USER 1000
WORKDIR /workdir
HEALTHCHECK NONE
ENTRYPOINT ["k8s-lint"]
