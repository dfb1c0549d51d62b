# Tells singing from speech, so that songs are not translated as dialogue.
ARG REGISTRY=localhost:5000

FROM ${REGISTRY}/speech-base-ml:cuda

# What changes most often comes last: an edit rebuilds these two small layers at most.
COPY shared/ /app/shared/
COPY lyrics-detection/*.py /app/

ENTRYPOINT ["tini", "--", "python", "/app/lyrics_detection.py"]
