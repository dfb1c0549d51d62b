# case: Debian as it is
FROM debian:12
# expect
RUN apt-get update && apt-get install -y curl

# case: an official image on it, once a file
FROM python:3.12 AS base
# expect
RUN apt-get update && apt-get install -y ffmpeg
FROM base
RUN apt-get update && apt-get install -y git

# case: by a tag of the distribution
FROM node:20-bookworm
# expect
RUN apt-get update && apt-get install -y git

# case: slim
FROM python:3.12-slim
RUN apt-get update && apt-get install -y curl

# case: Ubuntu
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl

# case: dpkg is told
FROM debian:12
RUN printf 'path-exclude /usr/share/doc/*\n' > /etc/dpkg/dpkg.cfg.d/nodoc
RUN apt-get update && apt-get install -y curl

# case: dpkg is told by a file
FROM debian:12
COPY nodoc /etc/dpkg/dpkg.cfg.d/
RUN apt-get update && apt-get install -y curl

# case: they are removed
FROM debian:12
RUN apt-get update && apt-get install -y curl && rm -rf /usr/share/man /var/lib/apt/lists/*

# case: a stage that is thrown away
FROM debian:12 AS build
RUN apt-get update && apt-get install -y gcc
FROM debian:12-slim
COPY --from=build /out /out

# case: another registry, and a parent project
FROM registry.example/debian:12
RUN apt-get update && apt-get install -y curl

# case: by a digest alone, which may be slim
FROM python@sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d
RUN apt-get update && apt-get install -y curl

# case: by a tag and a digest
FROM python:3.12@sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d
# expect
RUN apt-get update && apt-get install -y curl
