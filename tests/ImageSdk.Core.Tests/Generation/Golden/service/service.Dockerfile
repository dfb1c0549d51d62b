# Written by ImageSdk from service.imageproj.

# What the image and its wheels have in common.
FROM python:3.11-slim AS runtime

# AptSource: example
# AptPackage: libpq5
# ImageInit: tini
ARG TARGETARCH
RUN --mount=type=cache,id=apt-python-3.11-slim-${TARGETARCH},target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=apt-lists-python-3.11-slim-${TARGETARCH},target=/var/lib/apt/lists,sharing=locked \
    --mount=type=bind,source=example.asc,target=/run/keys/example.asc <<'EOF'
set -eu
# Manuals, documentation and translations are left out; licenses stay.
printf '%s\n' 'path-exclude=/usr/share/doc/*' 'path-include=/usr/share/doc/*/copyright' 'path-exclude=/usr/share/man/*' \
    'path-exclude=/usr/share/info/*' 'path-exclude=/usr/share/locale/*' > /etc/dpkg/dpkg.cfg.d/nodoc
rm -rf /usr/share/man/* /usr/share/info/* /usr/share/locale/*
find /usr/share/doc -depth -type f ! -name copyright -delete
# Debian's images empty the cache after every call; without that hook the mounts keep what was downloaded.
rm -f /etc/apt/apt.conf.d/docker-clean
install -D --mode=644 /run/keys/example.asc /etc/apt/keyrings/example.asc
printf '%s\n' 'Types: deb' 'URIs: https://deb.example.com/debian' 'Suites: bookworm' 'Components: main' 'Signed-By: /etc/apt/keyrings/example.asc' > /etc/apt/sources.list.d/example.sources
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    'libpq5=15.*' \
    tini
rm -rf /var/log/apt /var/log/dpkg.log /var/log/alternatives.log /var/cache/debconf/*-old /var/lib/dpkg/*-old /var/cache/ldconfig/aux-cache
EOF

ENV PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

# Wheels are built in a stage that is thrown away: neither they nor a compiler reach the image.
FROM runtime AS wheels

# AptPackage: build-essential, libpq-dev
ARG TARGETARCH
RUN --mount=type=cache,id=apt-python-3.11-slim-${TARGETARCH},target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=apt-lists-python-3.11-slim-${TARGETARCH},target=/var/lib/apt/lists,sharing=locked <<'EOF'
set -eu
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    build-essential \
    libpq-dev
EOF

# PipRequirements: requirements.txt
RUN --mount=type=cache,id=pip,target=/root/.cache/pip \
    --mount=type=bind,source=requirements.txt,target=/run/requirements/requirements.txt \
    pip wheel --use-pep517 --wheel-dir /wheels --requirement /run/requirements/requirements.txt

# PipRequirements: requirements-more.txt
RUN --mount=type=cache,id=pip,target=/root/.cache/pip \
    --mount=type=bind,source=requirements-more.txt,target=/run/requirements/requirements-more.txt <<'EOF'
set -eu
# The versions of lower tiers: those that are installed, and those that were built here.
pip list --format=freeze --exclude pip --exclude setuptools --exclude wheel > /tmp/installed.txt
ls /wheels | sed -nE 's/^([^-]+)-([^-]+)-.*\.whl$/\1==\2/p' >> /tmp/installed.txt
pip wheel --use-pep517 --wheel-dir /wheels --constraint /tmp/installed.txt --requirement /run/requirements/requirements-more.txt
EOF

# The image.
FROM runtime

# ImageBinary: mwader/static-ffmpeg:7.0
COPY --from=mwader/static-ffmpeg:7.0 /ffmpeg /usr/local/bin/ffmpeg

# ContainerUser: web
# ImageDirectory: /var/lib/service
# ImageContent: folders of files that have a mode
RUN <<'EOF'
set -eu
useradd --no-log-init --uid 1654 --user-group --create-home --shell /usr/sbin/nologin web
install -d -o 1654 -g 1654 -m 0700 /var/lib/service
install -d -m 0755 /etc/service
EOF

# PipRequirements: requirements.txt
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels \
    --mount=type=bind,source=requirements.txt,target=/run/requirements/requirements.txt \
    PYTHONDONTWRITEBYTECODE=1 pip install --no-index --find-links /wheels --requirement /run/requirements/requirements.txt

# PipRequirements: requirements-more.txt
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels \
    --mount=type=bind,source=requirements-more.txt,target=/run/requirements/requirements-more.txt <<'EOF'
set -eu
# What is installed stays as it is: a second version of a package would only cover the first.
PYTHONDONTWRITEBYTECODE=1 pip list --format=freeze --exclude pip --exclude setuptools --exclude wheel > /tmp/installed.txt
PYTHONDONTWRITEBYTECODE=1 pip install --constraint /tmp/installed.txt --no-index --find-links /wheels --requirement /run/requirements/requirements-more.txt
rm /tmp/installed.txt
EOF

# ContainerEnvironmentVariable
ENV GREETING="hello \"world\""

# ImageContent: app/**
COPY app/ /srv/app/

# ImageContent: settings.json
COPY --chown=1654:1654 --chmod=0640 settings.json /etc/service/

# ImageByteCompile: the user may not write beside the programs, so Python would compile them at every start.
RUN python3 -m compileall -q /srv/app

USER 1654
WORKDIR /srv/app
EXPOSE 8080/tcp
STOPSIGNAL SIGINT
HEALTHCHECK --interval=30s CMD ["python", "-c", "import urllib.request as u%3B u.urlopen('http://localhost:8080/health')"]
ENTRYPOINT ["tini", "--", "python", "-m", "main"]
CMD ["--verbose"]
