# Written by ImageSdk from asr.imageproj.

FROM base-ml

USER root

# PipRequirements: requirements-asr.txt
RUN --mount=type=cache,id=pip,target=/root/.cache/pip \
    --mount=type=bind,source=asr/requirements-asr.txt,target=/run/requirements/requirements-asr.txt <<'EOF'
set -eu
# What is installed stays as it is: a second version of a package would only cover the first.
PYTHONDONTWRITEBYTECODE=1 pip list --format=freeze --exclude pip --exclude setuptools --exclude wheel > /tmp/installed.txt
PYTHONDONTWRITEBYTECODE=1 pip install --constraint /tmp/installed.txt --requirement /run/requirements/requirements-asr.txt
rm /tmp/installed.txt
EOF

# ImageContent: shared/**
COPY shared/ /app/shared/

# ImageContent: asr/asr.py
COPY asr/asr.py /app/

USER 10001
ENTRYPOINT ["tini", "--", "python", "/app/asr.py"]
