# Who speaks when.
ARG REGISTRY=localhost:5000

FROM ${REGISTRY}/speech-base-ml:cuda

# What changes most often comes last: an edit rebuilds these two small layers at most.
COPY shared/ /app/shared/
COPY diarization/*.py /app/

ENTRYPOINT ["tini", "--", "python", "/app/diarization.py"]
