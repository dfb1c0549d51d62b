# case: apk without its option, alone and after an update
FROM alpine:3.20
# expect
RUN apk add curl
# expect
RUN apk update && apk add -U git tini
# expect
RUN apk update
RUN apk --no-cache add bash && apk add --no-cache --virtual .build gcc

# case: an update that cannot be removed by itself
FROM alpine:3.20
# expect
RUN if ! command -v curl; then apk update && apk add curl; fi

# case: apk's index is removed, mounted, or never there
FROM alpine:3.20
RUN apk update && apk add curl && rm -rf /var/cache/apk/*
RUN apk add curl && rm -rf /var/cache/*
RUN --mount=type=cache,target=/var/cache/apk apk add curl
RUN --mount=type=cache,target=/etc/apk/cache apk add git
RUN apk add --no-network /tmp/x.apk
RUN apk del curl
RUN apk add --root /rootfs --initdb musl

# case: apk in a stage that is thrown away
FROM alpine:3.20 AS build
RUN apk add gcc
FROM alpine:3.20
COPY --from=build /x /x

# case: dnf, microdnf and yum
FROM rockylinux:9
# expect
RUN dnf install -y ffmpeg
# expect
RUN microdnf install -y tar gzip
# expect
RUN yum -y update && yum -y install git
# expect
RUN dnf makecache

# case: dnf's cache is emptied in the same RUN
FROM fedora:40
RUN dnf install -y ffmpeg && dnf clean all
RUN dnf -y install git && dnf -y clean all && rm -rf /var/cache/dnf
RUN yum -y install tar && rm -rf /var/cache/yum
RUN microdnf install tar && microdnf clean all
RUN dnf install -y x && /usr/local/bin/cleanup.sh
RUN dnf remove -y git

# case: only packages are cleaned
FROM fedora:40
# expect
RUN dnf install -y ffmpeg && dnf clean packages

# case: emptied in a later RUN, and before
FROM rockylinux:9
# expect
RUN dnf install -y ffmpeg
RUN dnf clean all
# expect
RUN dnf clean all && dnf install -y git

# case: a here-document
FROM rockylinux:9
# expect
RUN <<EOF
set -e
dnf install -y ffmpeg
dnf install -y git
EOF

# case: dnf's cache is mounted, or somewhere else
FROM fedora:41
RUN --mount=type=cache,target=/var/cache/libdnf5,sharing=locked dnf install -y git
RUN --mount=type=cache,target=/var/cache dnf install -y git
RUN dnf install -y --installroot=/rootfs bash
RUN dnf install -y --setopt=cachedir=/tmp/dnf bash
RUN dnf install -y $OPTIONS bash

# case: conda and mamba
FROM continuumio/miniconda3:24.7.1-0
# expect
RUN conda install -y -c conda-forge ffmpeg=6
# expect
RUN mamba env create -f environment.yml
# expect
RUN conda create -n asr python=3.11 -y
RUN conda install -y ffmpeg=6 && conda clean -afy
RUN conda env update -f environment.yml && conda clean --all --yes
RUN conda install -y ffmpeg && rm -rf /opt/conda/pkgs
RUN --mount=type=cache,target=/opt/conda/pkgs conda install -y git
RUN conda config --add channels conda-forge
RUN conda run -n asr python --version

# case: a cache that a later call needs, so that a person has to decide
FROM rockylinux:9
# expect
RUN dnf install -y git
RUN dnf install -y -C tar

# case: nothing can be put after the last command
FROM rockylinux:9
# expect
RUN dnf install -y git || true
# expect
RUN dnf install -y git; exit 0

# case: zypper and sudo
FROM opensuse/leap:15.6
# expect
RUN zypper --non-interactive install git
RUN zypper -n in git && zypper clean -a
USER app
# expect
RUN sudo zypper -n in tar

# case: find deletes some files above the cache
FROM continuumio/miniconda3:24.7.1-0
# expect
RUN conda install -y git=2 && find /opt/conda -follow -type f -name '*.pyc' -delete
