# case: npm ci
FROM node:22
WORKDIR /app
COPY package*.json ./
# expect
RUN npm ci --omit=dev

# case: npm install after something else
FROM node:22-slim
# expect
RUN corepack enable && npm install -g typescript@5.5.4

# case: of another user, whose home is known
FROM node:22
USER node
# expect
RUN npm ci

# case: of another user, whose home is not known
FROM debian:12
USER app
# expect
RUN npm ci

# case: pnpm, with its home in a variable
FROM node:22
ENV PNPM_HOME=/pnpm
# expect
RUN pnpm install --frozen-lockfile

# case: pnpm, at root's home
FROM node:22
# expect
RUN pnpm i

# case: yarn of the first generation
FROM node:22
# expect
RUN yarn install --frozen-lockfile

# case: the cache by a variable
FROM node:22
ENV npm_config_cache=/npm
# expect
RUN npm ci

# case: with a mount
FROM node:22
ENV PNPM_HOME=/pnpm
RUN --mount=type=cache,target=/root/.npm npm ci
RUN --mount=type=cache,target=/root npm ci
RUN --mount=type=cache,id=pnpm,target=/pnpm/store pnpm install --frozen-lockfile
RUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install --frozen-lockfile

# case: nothing is downloaded
FROM node:22
RUN npm run build && npm test && npm --version && npm prune --omit=dev
RUN npm ci --offline
RUN pnpm build; yarn build

# case: yarn 4 with node_modules, whose cache is the home folder's
# file .yarnrc.yml
#| nodeLinker: node-modules
#|
#| yarnPath: .yarn/releases/yarn-4.5.0.cjs
FROM node:22
WORKDIR /app
COPY package.json yarn.lock .yarnrc.yml ./
# expect
RUN yarn install --immutable
# expect
RUN yarn
# expect
RUN yarn workspaces focus --production

# case: yarn 4 by package.json, of another user, with the global folder elsewhere
# file web/.yarnrc.yml
#| nodeLinker: "node-modules" # what tools know
# file web/package.json
#| { "name": "web", "packageManager": "yarn@4.5.0+sha512.abc" }
FROM node:22
WORKDIR /app
COPY web/package.json web/yarn.lock web/.yarnrc.yml ./
USER node
# expect
RUN yarn install --immutable
ENV YARN_GLOBAL_FOLDER=/yarn
# expect
RUN yarn install --immutable
RUN --mount=type=cache,target=/yarn/cache,uid=1000 yarn install --immutable

# case: yarn 3 with node_modules, whose cache is the project's
# file .yarnrc.yml
#| nodeLinker: node-modules
#| yarnPath: .yarn/releases/yarn-3.8.0.cjs
FROM node:22
WORKDIR /app
COPY . .
# expect
RUN yarn install --immutable

# case: a later yarn of which it is not known where its cache is
# file .yarnrc.yml
#| nodeLinker: node-modules
FROM node:22
COPY . .
# expect
RUN yarn install --immutable

# case: a later yarn with a mount
# file .yarnrc.yml
#| nodeLinker: node-modules
#| enableGlobalCache: true
FROM node:22
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.yarn/berry/cache yarn install --immutable
RUN --mount=type=cache,target=/root/.yarn yarn install --immutable
RUN yarn install --immutable --immutable-cache
RUN yarn build

# case: yarn with Plug'n'Play, whose programs run from the cache
# file .yarnrc.yml
#| yarnPath: .yarn/releases/yarn-4.5.0.cjs
FROM node:22
WORKDIR /app
COPY . .
RUN yarn install --immutable

# case: yarn whose cache is in the repository
# file .yarnrc.yml
#| nodeLinker: node-modules
#| enableGlobalCache: false
# file .yarn/cache/lodash-npm-4.17.21-abc.zip
#| x
FROM node:22
WORKDIR /app
COPY . .
RUN yarn install --immutable

# case: yarn whose cache another stage copies
# file .yarnrc.yml
#| nodeLinker: node-modules
#| enableGlobalCache: false
FROM node:22 AS build
WORKDIR /app
COPY . .
RUN yarn install --immutable
FROM node:22
COPY --from=build /app/.yarn/cache /app/.yarn/cache

# case: a later yarn, whose cache may be what the program runs from
FROM node:22
RUN yarn install --immutable
RUN yarn

# case: with a cache at another place, which is mounted
FROM node:22
RUN --mount=type=cache,target=/c npm ci --cache /c
