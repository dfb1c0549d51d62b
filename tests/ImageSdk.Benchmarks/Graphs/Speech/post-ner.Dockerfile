# After translation: puts the names back.
ARG REGISTRY=localhost:5000

FROM ${REGISTRY}/speech-base:cpu

# What changes most often comes last: an edit rebuilds these two small layers at most.
COPY shared/ /app/shared/
COPY post-ner/*.py /app/

ENTRYPOINT ["tini", "--", "python", "/app/post_ner.py"]
