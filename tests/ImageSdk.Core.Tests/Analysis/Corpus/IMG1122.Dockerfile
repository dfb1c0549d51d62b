# case: dnf on a base whose cache is known
FROM rockylinux:9
# expect
RUN dnf install -y ffmpeg

# case: what empties the cache goes, since it would empty the mount
FROM fedora:40
# expect
RUN dnf install -y ffmpeg && dnf clean all
# expect
RUN dnf install -y git \
 && dnf clean all \
 && rm -rf /var/cache/dnf

# case: emptied together with something else, so that a person has to decide
FROM fedora:40
# expect
RUN dnf install -y ffmpeg && dnf clean all && rm -rf /var/cache/dnf /tmp/*

# case: a stage that is thrown away downloads as well
FROM fedora:41 AS build
# expect
RUN dnf install -y gcc
FROM fedora:41
COPY --from=build /x /x

# case: a base of which nothing is known
FROM registry.example.com/team/base:1
# expect
RUN dnf install -y ffmpeg
# expect
RUN microdnf install -y tar

# case: the red hat images
FROM registry.access.redhat.com/ubi9/ubi-minimal:9.4
# expect
RUN microdnf install -y tar

# case: conda has no fix, since it links files from its cache
FROM continuumio/miniconda3:24.7.1-0
# expect
RUN conda install -y ffmpeg=6 && conda clean -afy
# expect
RUN conda env create -f environment.yml

# case: mounted
FROM fedora:41
RUN --mount=type=cache,target=/var/cache/libdnf5,sharing=locked dnf install -y git
RUN --mount=type=cache,target=/var/cache/dnf dnf install -y git
RUN --mount=type=tmpfs,target=/var/cache dnf install -y git

# case: conda mounted
FROM continuumio/miniconda3:24.7.1-0
RUN --mount=type=cache,target=/opt/conda/pkgs conda install -y ffmpeg=6
ENV CONDA_PKGS_DIRS=/cache/conda
RUN --mount=type=cache,target=/cache/conda conda install -y git=2

# case: apk keeps nothing that is worth a mount
FROM alpine:3.20
RUN apk add --no-cache curl
RUN apk add git

# case: nothing is downloaded
FROM fedora:41
RUN dnf install -y -C git
RUN dnf remove -y git
RUN dnf --version
RUN dnf install -y --installroot=/rootfs bash
