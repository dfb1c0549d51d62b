# case: a tag
# expect
FROM python:3.12-slim

# case: in an argument
# expect
ARG VERSION=3.12
FROM python:${VERSION}

# case: copied from
# expect
FROM debian:12
# expect
COPY --from=ghcr.io/astral-sh/uv:0.5.1 /uv /bin/uv

# case: once for each image
# expect
FROM debian:12 AS a
FROM debian:12
COPY --from=a /x /x

# case: two of them
# expect
FROM debian:12 AS a
# expect
FROM debian:11
COPY --from=a /x /x

# case: a digest
FROM python:3.12@sha256:0123456789012345678901234567890123456789012345678901234567890123

# case: a project has a lock
# file images.lock.json
#| { "version": 1, "images": {} }
FROM python:3.12

# case: what the next build finds anew is another rule's
FROM python:latest

# case: an image of one's own
FROM localhost:5000/base:1.0

# case: scratch and stages
FROM scratch AS a
FROM a
COPY x /x
