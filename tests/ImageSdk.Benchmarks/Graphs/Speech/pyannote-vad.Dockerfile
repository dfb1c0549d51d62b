# Voice activity, first opinion.
ARG REGISTRY=localhost:5000

FROM ${REGISTRY}/speech-base-ml:cuda

# What changes most often comes last: an edit rebuilds these two small layers at most.
COPY shared/ /app/shared/
COPY pyannote-vad/*.py /app/

ENTRYPOINT ["tini", "--", "python", "/app/pyannote_vad.py"]
