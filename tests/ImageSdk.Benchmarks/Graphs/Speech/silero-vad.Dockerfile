# Voice activity, second opinion.
ARG REGISTRY=localhost:5000

# webrtcvad is published as source with a C extension. It is compiled here, against the very interpreter that
# will load it, and this stage is thrown away: no compiler and no header gets into the image.
FROM ${REGISTRY}/speech-base-ml:cuda AS wheels

USER root
RUN --mount=type=cache,id=speech-apt-cuda,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=speech-apt-lists-cuda,target=/var/lib/apt/lists,sharing=locked <<'EOS'
set -eu
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    gcc \
    libc6-dev \
    python3-dev
EOS

RUN --mount=type=cache,id=speech-pip,target=/root/.cache/pip \
    --mount=type=bind,source=silero-vad/requirements.txt,target=/tmp/requirements.txt \
    pip wheel --use-pep517 --wheel-dir=/wheels --requirement /tmp/requirements.txt

FROM ${REGISTRY}/speech-base-ml:cuda

# From the wheelhouse only: nothing is downloaded, and the bound folder leaves no layer.
USER root
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels \
    --mount=type=bind,source=silero-vad/requirements.txt,target=/tmp/requirements.txt \
    pip install --no-index --find-links=/wheels --requirement /tmp/requirements.txt
USER 10001

# What changes most often comes last: an edit rebuilds these two small layers at most.
COPY shared/ /app/shared/
COPY silero-vad/*.py /app/

ENTRYPOINT ["tini", "--", "python", "/app/silero_vad.py"]
