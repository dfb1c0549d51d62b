# case: Debian and Ubuntu in one file
FROM debian:12 AS tools
# expect
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y gcc
FROM ubuntu:22.04
# expect
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
COPY --from=tools /x /x

# case: two releases under one id
FROM python:3.12-slim-bookworm AS tools
# expect 2
RUN --mount=type=cache,id=apt,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=lists,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y gcc
FROM python:3.12-slim-bullseye
# expect 2
RUN --mount=type=cache,id=apt,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=lists,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y curl
COPY --from=tools /x /x

# case: another image of the family
# sibling cuda
#| FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
#| RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
FROM debian:bookworm
# expect
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl

# case: two platforms
# platforms linux/amd64,linux/arm64
FROM debian:12
# expect
RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y curl

# case: the argument is in the id, but not declared
# platforms linux/amd64,linux/arm64
FROM debian:12
# expect
RUN --mount=type=cache,id=apt-$TARGETARCH,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y curl

# case: an id for each platform
# platforms linux/amd64,linux/arm64
FROM debian:12
ARG TARGETARCH
RUN --mount=type=cache,id=apt-${TARGETARCH},target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y curl

# case: a stage that always runs on the builder's platform
# platforms linux/amd64,linux/arm64
FROM --platform=$BUILDPLATFORM debian:12 AS tools
RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y curl
FROM scratch
COPY --from=tools /x /x

# case: an id for each distribution
# sibling cuda
#| FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
#| RUN --mount=type=cache,id=apt-cuda,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
FROM debian:bookworm
RUN --mount=type=cache,id=apt-cpu,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl

# case: the same distribution, as far as the names tell
FROM python:3.12-slim AS tools
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y gcc
FROM debian:12-slim AS more
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y gcc
FROM registry.example.com/company/base:7
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
COPY --from=tools /x /x
COPY --from=more /x /x
