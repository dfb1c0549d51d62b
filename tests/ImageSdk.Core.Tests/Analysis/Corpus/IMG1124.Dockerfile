# case: dnf
FROM rockylinux:9
# expect
RUN --mount=type=cache,target=/var/cache/dnf dnf install -y git && dnf clean all
# expect 2
RUN --mount=type=cache,target=/var/cache/dnf dnf install -y git && dnf clean all && rm -rf /var/cache/dnf/*

# case: of a base of which nothing is known
FROM registry.example.com/team/base:1
# expect
RUN --mount=type=cache,target=/var/cache/yum yum install -y git && yum -y clean all

# case: with something else, so that a person has to decide
FROM rockylinux:9
# expect
RUN --mount=type=cache,target=/var/cache/dnf dnf install -y git && rm -rf /var/cache/dnf /tmp/x

# case: conda
FROM continuumio/miniconda3:24.7.1-0
# expect
RUN --mount=type=cache,target=/opt/conda/pkgs conda install -y git=2 && conda clean -afy

# case: pip and npm
FROM python:3.11-slim
# expect
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi && pip cache purge
# expect
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi && rm -rf /root/.cache
# expect
RUN --mount=type=cache,target=/root/.npm npm ci && npm cache clean --force

# case: emptied before
FROM rockylinux:9
# expect
RUN --mount=type=cache,target=/var/cache/dnf dnf clean all && dnf install -y git

# case: the mount is for something else
FROM python:3.11-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi && dnf clean all
RUN --mount=type=cache,target=/root/.cache/pip dnf install -y git && dnf clean all
RUN --mount=type=cache,target=/var/cache/dnf dnf install -y git

# case: without mounts
FROM python:3.11-slim
RUN dnf install -y git && dnf clean all
RUN pip install fastapi && pip cache purge

# case: apt has a rule of its own
FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y curl && apt-get clean
