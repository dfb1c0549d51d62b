# Puts a film together again, with the new subtitles.
ARG REGISTRY=localhost:5000

FROM ${REGISTRY}/speech-base:cpu

# What changes most often comes last: an edit rebuilds these two small layers at most.
COPY shared/ /app/shared/
COPY mux/*.py /app/

ENTRYPOINT ["tini", "--", "python", "/app/mux.py"]
