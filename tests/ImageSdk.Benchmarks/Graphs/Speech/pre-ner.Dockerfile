# Before translation: takes names out of the text, so that nobody translates them.
ARG REGISTRY=localhost:5000

FROM ${REGISTRY}/speech-base:cpu

# What changes most often comes last: an edit rebuilds these two small layers at most.
COPY shared/ /app/shared/
COPY pre-ner/*.py /app/

ENTRYPOINT ["tini", "--", "python", "/app/pre_ner.py"]
