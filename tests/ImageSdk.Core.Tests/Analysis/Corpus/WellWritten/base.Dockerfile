# The CPU base: Python, ffmpeg and the packages that every stage imports.
FROM python:3.11-slim

RUN --mount=type=cache,id=speech-apt-cpu,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=speech-apt-lists-cpu,target=/var/lib/apt/lists,sharing=locked <<'EOS'
set -eu
# The image's own hook empties the cache after every call: out of the way, the mounts keep it.
rm -f /etc/apt/apt.conf.d/docker-clean
echo 'Binary::apt::APT::Keep-Downloaded-Packages "true";' > /etc/apt/apt.conf.d/keep-cache
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    ffmpeg \
    libsndfile1 \
    tini
EOS

# A virtual environment of our own, at the same place in both bases: python, pip and what they install
# are then the same for every stage, whoever packaged the interpreter. /data is the stages' volume.
RUN <<'EOS'
set -eu
python3 -m venv /opt/venv
useradd --uid 10001 --create-home --shell /usr/sbin/nologin speech
install --directory --owner=speech --group=speech /data
EOS

ENV PATH=/opt/venv/bin:$PATH \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PYTHONUNBUFFERED=1

# Bound, not copied: the file is needed for this step only and leaves no layer. pip's cache is shared by all images.
RUN --mount=type=cache,id=speech-pip,target=/root/.cache/pip \
    --mount=type=bind,source=requirements/requirements-common.txt,target=/tmp/requirements.txt \
    pip install --requirement /tmp/requirements.txt

# By number, so that an orchestrator can see that it is not root.
USER 10001
WORKDIR /data
