# Second pass over a translated subtitle: terms, spelling, spacing.
ARG REGISTRY=localhost:5000

FROM ${REGISTRY}/speech-base-ml:cuda

# Before the code, so that an edited program does not install anything again.
USER root
RUN --mount=type=cache,id=speech-pip,target=/root/.cache/pip \
    --mount=type=bind,source=second-pass-translation/requirements.txt,target=/tmp/requirements.txt \
    pip install --requirement /tmp/requirements.txt
USER 10001

# What changes most often comes last: an edit rebuilds these two small layers at most.
COPY shared/ /app/shared/
COPY second-pass-translation/*.py /app/

ENTRYPOINT ["tini", "--", "python", "/app/second_pass_translation.py"]
