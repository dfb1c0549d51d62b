# case: without a tag
# expect
FROM python

# case: by the tag
# expect
FROM python:latest

# case: in an argument
# expect
ARG BASE=python:latest
FROM ${BASE}

# case: the tag in an argument
# expect
ARG TAG=latest
FROM debian:${TAG}

# case: another registry, copied from
FROM debian:12
# expect
COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/uv

# case: of two stages one, once
# expect
FROM node:latest AS a
FROM node:latest AS b
FROM debian:12
COPY --from=a /x /x
COPY --from=b /y /y

# case: also with a lock, which moves at the next evaluation
# file images.lock.json
#| { "version": 1, "images": {} }
# expect
FROM python

# case: mounted
FROM debian:12
# expect
RUN --mount=type=bind,from=alpine/git:latest,target=/x true

# case: a version
FROM python:3.12-slim

# case: a digest
FROM python@sha256:0123456789012345678901234567890123456789012345678901234567890123

# case: a tag and a digest
FROM python:latest@sha256:0123456789012345678901234567890123456789012345678901234567890123

# case: a stage, scratch, and a parent project
# parent base
#| FROM debian:12
FROM base AS one
FROM one AS two
FROM scratch
COPY --from=two /x /x

# case: a name that may be a context
FROM debian:12
COPY --from=assets /x /x

# case: a stage that nothing uses, but somebody may build
# expect
FROM python AS unused
FROM debian:12

# case: tags that have the word in them
FROM debian:latest-slim
