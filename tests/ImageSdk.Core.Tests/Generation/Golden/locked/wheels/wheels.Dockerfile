# Written by ImageSdk from wheels.imageproj.

# What the image and its wheels have in common.
FROM python:3.11-slim AS runtime

# ImageInit: tini
RUN --mount=type=cache,id=apt-python-3.11-slim,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=apt-lists-python-3.11-slim,target=/var/lib/apt/lists,sharing=locked <<'EOF'
set -eu
# Debian's images empty the cache after every call; without that hook the mounts keep what was downloaded.
rm -f /etc/apt/apt.conf.d/docker-clean
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    tini
rm -rf /var/log/apt /var/log/dpkg.log /var/log/alternatives.log /var/cache/debconf/*-old /var/lib/dpkg/*-old /var/cache/ldconfig/aux-cache
EOF

ENV PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

# Wheels are built in a stage that is thrown away: neither they nor a compiler reach the image.
FROM runtime AS wheels

# AptPackage: gcc
RUN --mount=type=cache,id=apt-python-3.11-slim,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=apt-lists-python-3.11-slim,target=/var/lib/apt/lists,sharing=locked <<'EOF'
set -eu
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    gcc
EOF

# PipRequirements: ../requirements.txt
RUN --mount=type=cache,id=pip,target=/root/.cache/pip \
    --mount=type=bind,source=requirements.lock,target=/run/requirements/requirements.lock \
    pip wheel --use-pep517 --wheel-dir /wheels --no-deps --index-url https://pypi.example.com/simple --require-hashes --requirement /run/requirements/requirements.lock

# PipRequirements: ../requirements-ml.txt
RUN --mount=type=cache,id=pip,target=/root/.cache/pip \
    --mount=type=bind,source=requirements.ml.lock,target=/run/requirements/requirements.ml.lock \
    pip wheel --use-pep517 --wheel-dir /wheels --no-deps --index-url https://pypi.example.com/simple --require-hashes --requirement /run/requirements/requirements.ml.lock

# The image.
FROM runtime

# ContainerUser: app
RUN useradd --no-log-init --uid 10001 --user-group --create-home --shell /usr/sbin/nologin app

# PipRequirements: ../requirements.txt
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels \
    PYTHONDONTWRITEBYTECODE=1 pip install --no-index --find-links /wheels \
    waves==1.0

# PipRequirements: ../requirements-ml.txt
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels \
    PYTHONDONTWRITEBYTECODE=1 pip install --no-index --find-links /wheels \
    audio==2.0 \
    'native==1.0 ; platform_machine == "x86_64"'

USER 10001
ENTRYPOINT ["tini", "--", "python", "-m", "audio"]
