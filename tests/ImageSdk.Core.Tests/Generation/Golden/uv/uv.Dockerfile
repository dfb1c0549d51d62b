# Written by ImageSdk from uv.imageproj.

FROM python:3.13-slim

# ImageInit: tini
RUN --mount=type=cache,id=apt-python-3.13-slim,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=apt-lists-python-3.13-slim,target=/var/lib/apt/lists,sharing=locked <<'EOF'
set -eu
# Debian's images empty the cache after every call; without that hook the mounts keep what was downloaded.
rm -f /etc/apt/apt.conf.d/docker-clean
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    tini
rm -rf /var/log/apt /var/log/dpkg.log /var/log/alternatives.log /var/cache/debconf/*-old /var/lib/dpkg/*-old /var/cache/ldconfig/aux-cache
EOF

ENV PYTHONUNBUFFERED=1

# ContainerUser: app
RUN useradd --no-log-init --uid 10001 --user-group --create-home --shell /usr/sbin/nologin app

# PipRequirements: requirements.txt
RUN --mount=type=cache,id=uv,target=/root/.cache/uv \
    --mount=type=bind,from=ghcr.io/astral-sh/uv:0.9,source=/uv,target=/usr/local/bin/uv \
    --mount=type=secret,id=netrc,target=/root/.netrc,required=true \
    --mount=type=bind,source=requirements.txt,target=/run/requirements/requirements.txt \
    uv pip install --system --compile-bytecode --link-mode copy --index-url https://pypi.example.com/simple --requirement /run/requirements/requirements.txt

# PipRequirements: requirements-own.txt
RUN --mount=type=cache,id=uv,target=/root/.cache/uv \
    --mount=type=bind,from=ghcr.io/astral-sh/uv:0.9,source=/uv,target=/usr/local/bin/uv \
    --mount=type=secret,id=netrc,target=/root/.netrc,required=true \
    --mount=type=bind,source=requirements-own.txt,target=/run/requirements/requirements-own.txt <<'EOF'
set -eu
# What is installed stays as it is: a second version of a package would only cover the first.
uv pip freeze --system > /tmp/installed.txt
uv pip install --system --compile-bytecode --link-mode copy --constraint /tmp/installed.txt --index-url https://pypi.example.com/simple --requirement /run/requirements/requirements-own.txt
rm /tmp/installed.txt
EOF

USER 10001
ENTRYPOINT ["tini", "--", "python", "-m", "http.server"]
