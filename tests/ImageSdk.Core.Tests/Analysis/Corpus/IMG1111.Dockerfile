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

# case: a later yarn, whose cache may be what the program runs from
FROM node:22
RUN yarn install --immutable
RUN yarn

# case: with a cache at another place, which is mounted
FROM node:22
RUN --mount=type=cache,target=/c npm ci --cache /c
