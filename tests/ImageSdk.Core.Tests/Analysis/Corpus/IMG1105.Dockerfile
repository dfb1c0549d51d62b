# case: the lists are removed from their mount
FROM debian:12
# expect
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean \
 && apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*

# case: everything at once
FROM debian:12
# expect 3
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked \
    apt-get update \
 && apt-get install -y curl \
 && apt-get clean \
 && rm -rf /var/lib/apt/lists/*

# case: the hook is in the way
FROM python:3.12-slim
# expect
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl

# case: the hook is in the way of a here-document
FROM python:3.12-slim
# expect
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked <<EOF
set -e
apt-get update
apt-get install -y curl
EOF

# case: the hook of a parent project's base
# parent base
#| FROM debian:12
#| RUN echo hello
FROM base
# expect
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl

# case: the clean-up does more
FROM debian:12
RUN rm -f /etc/apt/apt.conf.d/docker-clean
# expect
RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y curl && rm -rf /tmp/* /var/lib/apt/lists/*

# case: the parent project moved the hook away
# parent base
#| FROM debian:12
#| RUN rm -f /etc/apt/apt.conf.d/docker-clean
FROM base
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl

# case: moved away before, in the same RUN, by an edit or by another file
FROM debian:12 AS a
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked rm -f /etc/apt/apt.conf.d/docker-clean; apt-get update && apt-get install -y curl
FROM debian:12 AS b
RUN echo > /etc/apt/apt.conf.d/docker-clean
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
FROM debian:12
COPY --from=a /x /x
COPY --from=b /x /x
COPY keep-cache /etc/apt/apt.conf.d/docker-clean
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl

# case: without mounts, cleaning up is right
FROM debian:12
RUN apt-get update && apt-get install -y curl && apt-get clean && rm -rf /var/lib/apt/lists/*

# case: only packages are mounted, and only lists removed
FROM debian:12
RUN rm -f /etc/apt/apt.conf.d/docker-clean
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*

# case: a mount of another tool
FROM debian:12
RUN --mount=type=cache,target=/root/.cache/pip apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*

# case: the install stands in a loop of a script
FROM debian:12
# expect
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked <<EOF
#!/bin/sh
apt-get update
for package in a b; do apt-get install -y $package; done
echo done
EOF
