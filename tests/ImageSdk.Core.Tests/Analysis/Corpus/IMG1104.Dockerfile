# case: the usual RUN, which cleans up
FROM debian:12
# expect
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      curl \
      # for https
      ca-certificates \
 && apt-get clean \
 && rm -rf /var/lib/apt/lists/*

# case: one line
FROM debian:12
# expect
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/* && echo done

# case: a here-document
FROM debian:12
# expect
RUN <<EOF
set -e
apt-get update
apt-get install -y curl
rm -rf /var/lib/apt/lists/*
EOF

# case: the clean-up comes first
FROM debian:12
# expect
RUN rm -rf /var/lib/apt/lists/* && apt-get clean && apt-get update && apt-get install -y curl

# case: with other mounts and flags
FROM debian:12
# expect
RUN --network=default --mount=type=bind,source=list,target=/list \
    apt-get update && xargs apt-get install -y < /list && apt-get install -y git

# case: the JSON form, which cannot move the hook away
FROM debian:12
# expect
RUN ["apt-get", "install", "-y", "curl"]

# case: the hook is away already
FROM debian:12
RUN rm -f /etc/apt/apt.conf.d/docker-clean
# expect
RUN apt-get update && apt-get install -y curl

# case: as another user, by sudo
FROM debian:12
USER app
# expect
RUN sudo apt-get update && sudo apt-get install -y curl

# case: the clean-up does more, or may not run
FROM debian:12
# expect
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/* /tmp/*
# expect
RUN apt-get update && apt-get install -y git; if true; then rm -rf /var/lib/apt/lists/*; fi

# case: lists are mounted, packages are not
FROM debian:12
# expect
RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y curl

# case: with both mounts
FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update && apt-get install -y curl

# case: the mount is further up or further down
FROM debian:12
ARG ARCHIVES=/var/cache/apt/archives
RUN --mount=type=cache,dst=/var/cache apt-get update && apt-get install -y curl
RUN --mount=type=cache,target=${ARCHIVES} apt-get update && apt-get install -y curl

# case: a package from a file
FROM debian:12
COPY tool.deb /
RUN apt-get install -y /tool.deb

# case: nothing is installed
FROM debian:12
RUN apt-get update && apt-get autoremove -y

# case: another tool
FROM alpine:3.20
RUN apk add --no-cache curl

# case: with the lists of an earlier RUN, which a mount would hide
FROM debian:12
RUN apt-get update
# expect
RUN apt-get install -y curl
# expect
RUN apt-get install -y git && apt-get clean && rm -rf /var/lib/apt/lists/*

# case: lists that a child installs by, so that nothing can be fixed before the child
# name base
# parent base
#| FROM debian:12
#| RUN apt-get update && apt-get install -y curl
# sibling asr
#| FROM base
#| RUN apt-get install -y git
FROM debian:12
# expect
RUN apt-get update && apt-get install -y curl

# case: several platforms, which have caches of their own
# platforms linux/amd64,linux/arm64
# added 1
FROM debian:12
# expect
RUN apt-get update && apt-get install -y --no-install-recommends curl
# expect
RUN apt-get update && apt-get install -y --no-install-recommends git

# case: a later script that may call apt needs the hook
FROM debian:12
# expect
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
COPY install.sh /
RUN /install.sh

# case: a folder with the cache is removed, which a mount would forbid
FROM debian:12
# expect
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/cache/*

# case: a child with lists of its own
# name base
# parent base
#| FROM debian:12
#| RUN apt-get update && apt-get install -y curl
# sibling asr
#| FROM base
#| RUN apt-get update && apt-get install -y git
FROM debian:12
# expect
RUN apt-get update && apt-get install -y curl
