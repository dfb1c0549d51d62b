# case: one line
FROM debian:12
# expect
RUN apt-get update && apt-get install -y curl

# case: over several lines
FROM debian:12
# expect
RUN apt-get update \
 && apt-get install -y \
      curl \
      git

# case: removed too late
FROM debian:12
# expect
RUN apt-get update && apt-get install -y curl
RUN rm -rf /var/lib/apt/lists/*

# case: removed too early
FROM debian:12
# expect
RUN rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install -y curl

# case: packages cleaned are no lists cleaned
FROM debian:12
# expect
RUN apt-get update && apt-get install -y curl && apt-get clean

# case: a here-document
FROM debian:12
# expect
RUN <<EOF
apt-get update
apt-get install -y curl
EOF

# case: inside a condition, and with an alternative
FROM debian:12
# expect
RUN if true; then apt-get update; apt-get install -y curl; fi
# expect
RUN apt-get update && apt-get install -y curl || true

# case: a stage that the image starts from
FROM debian:12 AS base
# expect
RUN apt-get update && apt-get install -y curl
FROM base
RUN true

# case: removed
FROM debian:12
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN apt-get update; apt-get install -y git; rm -r /var/lib/apt/lists
RUN apt-get update && apt-get install -y vim && find /var/lib/apt/lists -type f -delete

# case: mounted
FROM debian:12
RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y curl
RUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update && apt-get install -y curl

# case: a stage that is thrown away
FROM debian:12 AS build
RUN apt-get update && apt-get install -y gcc
FROM debian:12
COPY --from=build /x /x

# case: no lists are made
FROM debian:12
RUN apt-get install -y /tool.deb

# case: lists that a later RUN and a later stage work with
FROM debian:12 AS base
# expect
RUN apt-get update
RUN apt-get install -y curl
# expect
RUN apt-get update && apt-get install -y git
FROM base
RUN apt-get install -y make

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
