# Takes a film apart: video, sound and subtitles as files of their own.
ARG REGISTRY=localhost:5000

FROM ${REGISTRY}/speech-base:cpu

# What changes most often comes last: an edit rebuilds these two small layers at most.
COPY shared/ /app/shared/
COPY demux/*.py /app/

ENTRYPOINT ["tini", "--", "python", "/app/demux.py"]
