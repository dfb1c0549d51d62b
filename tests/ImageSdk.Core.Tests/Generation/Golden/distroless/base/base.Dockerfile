# Written by ImageSdk from base.imageproj.

FROM debian:12-slim

# AptPackage: python3, libsndfile1
# PipRequirements: python3-venv
# ImageInit: tini
RUN --mount=type=cache,id=apt-debian-12-slim,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=apt-lists-debian-12-slim,target=/var/lib/apt/lists,sharing=locked <<'EOF'
set -eu
# Debian's images empty the cache after every call; without that hook the mounts keep what was downloaded.
rm -f /etc/apt/apt.conf.d/docker-clean
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    libsndfile1 \
    python3 \
    python3-venv \
    tini
rm -rf /var/log/apt /var/log/dpkg.log /var/log/alternatives.log /var/cache/debconf/*-old /var/lib/dpkg/*-old /var/cache/ldconfig/aux-cache
EOF

# A virtual environment: the distribution's own Python is for the distribution's packages (PEP 668).
RUN python3 -m venv /opt/venv

ENV VIRTUAL_ENV=/opt/venv \
    PATH=/opt/venv/bin:$PATH

# ContainerUser: app
RUN useradd --no-log-init --uid 10001 --user-group --create-home --shell /usr/sbin/nologin app

# ContainerEnvironmentVariable
ENV STAGE="costs \$5"

USER 10001
