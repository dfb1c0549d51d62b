# Written by ImageSdk from base-cuda.imageproj.

FROM nvidia/cuda:12.1.0-cudnn8-runtime-ubuntu22.04

# AptPackage: python3, libsndfile1
# PipRequirements: python3-venv
# ImageInit: tini
RUN --mount=type=cache,id=apt-nvidia-cuda-12.1.0-cudnn8-runtime-ubuntu22.04,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=apt-lists-nvidia-cuda-12.1.0-cudnn8-runtime-ubuntu22.04,target=/var/lib/apt/lists,sharing=locked <<'EOF'
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
    PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

# ContainerUser: speech
# ImageDirectory: /data
RUN <<'EOF'
set -eu
useradd --no-log-init --uid 10001 --user-group --create-home --shell /usr/sbin/nologin speech
install -d -o 10001 -g 10001 -m 0755 /data
EOF

# PipRequirements: ../requirements/requirements-common.txt
RUN --mount=type=cache,id=pip,target=/root/.cache/pip \
    --mount=type=bind,source=requirements/requirements-common.txt,target=/run/requirements/requirements-common.txt \
    PYTHONDONTWRITEBYTECODE=1 pip install --requirement /run/requirements/requirements-common.txt

USER 10001
