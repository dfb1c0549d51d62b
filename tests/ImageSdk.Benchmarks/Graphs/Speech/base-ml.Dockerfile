# The ML base: what the computing stages share, installed once for all of them.
ARG REGISTRY=localhost:5000

FROM ${REGISTRY}/speech-base-cuda:cuda

USER root
RUN --mount=type=cache,id=speech-pip,target=/root/.cache/pip \
    --mount=type=bind,source=requirements/requirements-ml.txt,target=/tmp/requirements.txt \
    pip install --requirement /tmp/requirements.txt

USER 10001
