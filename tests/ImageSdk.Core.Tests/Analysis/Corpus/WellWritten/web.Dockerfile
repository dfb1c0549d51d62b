# syntax=docker/dockerfile:1.7
ARG NODE_VERSION=22.11.0
FROM --platform=$BUILDPLATFORM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY tsconfig.json ./
COPY src ./src
RUN npm run build

FROM nginx:1.27-alpine
COPY --link nginx.conf /etc/nginx/conf.d/default.conf
COPY --link --from=build /src/dist /usr/share/nginx/html
USER nginx
