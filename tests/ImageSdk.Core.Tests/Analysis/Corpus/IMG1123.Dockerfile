# case: dnf, conda and apk
FROM rockylinux:9
RUN dnf install -y ffmpeg
# expect
RUN dnf clean all
RUN conda install -y git=2
# expect
RUN conda clean --all --yes && rm -rf /tmp/x
RUN apk add curl
# expect
RUN rm -rf /var/cache/apk/*

# case: apt's lists
FROM debian:12
RUN apt-get update && apt-get install -y curl
# expect
RUN apt-get clean && rm -rf /var/lib/apt/lists/*

# case: pip
FROM python:3.11-slim
RUN pip install fastapi
# expect
RUN rm -rf /root/.cache
# expect
RUN pip cache purge

# case: in a stage above, and once for each RUN
FROM rockylinux:9 AS base
RUN dnf install -y ffmpeg
FROM base
# expect
RUN dnf clean all && rm -rf /var/cache/dnf

# case: in the same RUN
FROM rockylinux:9
RUN dnf install -y ffmpeg && dnf clean all
RUN dnf install -y git && dnf clean all
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*

# case: nothing was left
FROM debian:12
RUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y curl
RUN rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir fastapi
RUN rm -rf /root/.cache
RUN apk add --no-cache curl
RUN rm -rf /var/cache/apk/*

# case: what the base left is not known
FROM debian:12
RUN rm -rf /var/lib/apt/lists/* /var/cache/apt
RUN dnf clean all

# case: a stage that is thrown away
FROM rockylinux:9 AS build
RUN dnf install -y gcc
RUN dnf clean all
FROM rockylinux:9
COPY --from=build /x /x

# case: the RUN installs as well
FROM rockylinux:9
RUN dnf install -y ffmpeg
RUN dnf install -y git && dnf clean all

# case: only some files of a directory above
FROM continuumio/miniconda3:24.7.1-0
RUN conda install -y git=2
RUN find /opt/conda -follow -type f -name '*.a' -delete
