# case: root's folder for another user
FROM node:22
USER node
# expect
RUN --mount=type=cache,target=/root/.npm,uid=1000 npm ci

# case: yarn's folder for users, who is root
FROM node:22
# expect
RUN --mount=type=cache,target=/root/.cache/yarn yarn install --frozen-lockfile

# case: pnpm with another home
FROM node:22
ENV PNPM_HOME=/pnpm
# expect
RUN --mount=type=cache,id=pnpm,target=/root/.local/share/pnpm/store pnpm install --frozen-lockfile

# case: NuGet, whose packages are in the layer
FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
ENV NUGET_PACKAGES=/packages
# expect
RUN --mount=type=cache,target=/root/.nuget/packages dotnet restore
RUN dotnet publish --no-restore -o /app

# case: Go's folders of a user on the official image
FROM golang:1.23 AS build
# expect
RUN --mount=type=cache,target=/root/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build go build -o /app .

# case: cargo's home of a user on the official image
FROM rust:1.82 AS build
# expect
RUN --mount=type=cache,target=/root/.cargo/registry cargo build --release

# case: yarn 4 with another global folder
# file .yarnrc.yml
#| nodeLinker: node-modules
#| enableGlobalCache: true
FROM node:22
ENV YARN_GLOBAL_FOLDER=/yarn
COPY . .
# expect
RUN --mount=type=cache,target=/root/.yarn/berry/cache yarn install --immutable

# case: at the right place, above and below it
FROM node:22
RUN --mount=type=cache,target=/root/.npm npm ci
RUN --mount=type=cache,target=/root npm ci
RUN --mount=type=cache,target=/root/.npm/_cacache npm ci

# case: a command or a file says that the cache is there
# file .npmrc
#| cache=/cache/.npm
FROM node:22
RUN npm config set cache /mine/.npm
RUN --mount=type=cache,target=/mine/.npm npm ci
COPY .npmrc package.json ./
RUN --mount=type=cache,target=/cache/.npm npm ci

# case: a mount for something else
FROM golang:1.23
RUN --mount=type=cache,target=/root/.cache/golangci-lint --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build go build .
RUN --mount=type=cache,target=/models npm ci
RUN --mount=type=cache,target=/src/node_modules npm ci

# case: the folder of the user is not known
FROM debian:12
USER app
RUN --mount=type=cache,target=/root/.npm npm ci
