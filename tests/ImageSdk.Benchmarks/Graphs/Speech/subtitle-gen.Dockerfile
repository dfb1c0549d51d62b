# Writes SRT and WebVTT from segments.
ARG REGISTRY=localhost:5000

FROM ${REGISTRY}/speech-base:cpu

# Before the code, so that an edited program does not install anything again.
USER root
RUN --mount=type=cache,id=speech-pip,target=/root/.cache/pip \
    --mount=type=bind,source=subtitle-gen/requirements.txt,target=/tmp/requirements.txt \
    pip install --requirement /tmp/requirements.txt
USER 10001

# What changes most often comes last: an edit rebuilds these two small layers at most.
COPY shared/ /app/shared/
COPY subtitle-gen/*.py /app/

ENTRYPOINT ["tini", "--", "python", "/app/subtitle_gen.py"]
