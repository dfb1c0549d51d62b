# case: before the first FROM
# expect
ARG FLAVOR=cpu
FROM debian:12
RUN true

# case: in a stage
FROM debian:12
# expect
ARG FLAVOR=cpu
COPY a /a

# case: after the last RUN
FROM debian:12
RUN true
# expect
ARG REVISION
CMD ["/app"]

# case: two, of which one is used
FROM debian:12
# expect
ARG A=1 B=2
LABEL b=$B

# case: a name that begins like another
FROM debian:12
# expect
ARG VERSION
ARG VERSION_LONG
LABEL version=$VERSION_LONG

# case: in an ENV that comes before it
FROM debian:12
ENV X=$FLAVOR
# expect
ARG FLAVOR

# case: used
ARG BASE=debian
ARG TAG=12
ARG FLAVOR=cpu
FROM ${BASE}:$TAG
ARG FLAVOR
COPY a-${FLAVOR:-cpu} /a

# case: a RUN sees it
FROM debian:12
ARG CACHEBUST=1
RUN apt-get update && apt-get install -y curl

# case: a RUN of a stage that stands on it
FROM debian:12 AS base
ARG FLAVOR
FROM base
RUN ./build.sh

# case: what the builder knows
ARG BUILDKIT_SBOM_SCAN_STAGE=true
FROM debian:12
ARG TARGETARCH
ARG HTTP_PROXY
ARG SOURCE_DATE_EPOCH

# case: in another argument
ARG MAJOR=12
ARG TAG=${MAJOR}.1
FROM debian:${TAG}

# case: for children
FROM debian:12
ARG FLAVOR
ONBUILD RUN echo $FLAVOR

# case: repeated between stages, where the global one counts
ARG VERSION=12
FROM debian:12 AS build
RUN make
ARG VERSION
FROM debian:${VERSION}
COPY --from=build /a /a

# case: repeated in a stage that does not use it, while another does
ARG FLAVOR=cpu
FROM debian:12 AS build
ARG FLAVOR
COPY a /a
FROM debian:12
ARG FLAVOR
COPY --from=build /a /a-${FLAVOR}

# case: repeated, and nobody uses it
ARG FLAVOR=cpu
FROM debian:12 AS build
# expect
ARG FLAVOR
COPY a /a
FROM debian:12
# expect
ARG FLAVOR
COPY --from=build /a /a

# case: used by a stage that the target does not need
FROM debian:12 AS base
ARG FLAVOR
FROM base AS cuda
RUN ./build.sh
FROM base
COPY a /a

# case: without effect in a stage that the target does not need
FROM debian:12 AS other
# expect
ARG FLAVOR=cpu
COPY a /a
FROM debian:12
COPY b /b
