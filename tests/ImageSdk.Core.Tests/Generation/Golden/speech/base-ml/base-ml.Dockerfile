# Written by ImageSdk from base-ml.imageproj.

FROM base-cuda

USER root

# ImageModelCache: huggingface, torch
RUN <<'EOF'
set -eu
install -d -o 10001 -g 10001 -m 0755 /models/huggingface
install -d -o 10001 -g 10001 -m 0755 /models/torch
EOF

# PipRequirements: ../requirements/requirements-ml.txt
RUN --mount=type=cache,id=pip,target=/root/.cache/pip \
    --mount=type=bind,source=requirements/requirements-ml.txt,target=/run/requirements/requirements-ml.txt \
    --mount=type=bind,source=requirements/requirements-common.txt,target=/run/requirements/requirements-common.txt <<'EOF'
set -eu
# What is installed stays as it is: a second version of a package would only cover the first.
PYTHONDONTWRITEBYTECODE=1 pip list --format=freeze --exclude pip --exclude setuptools --exclude wheel > /tmp/installed.txt
PYTHONDONTWRITEBYTECODE=1 pip install --constraint /tmp/installed.txt --index-url https://download.pytorch.org/whl/cu121 --requirement /run/requirements/requirements-ml.txt
rm /tmp/installed.txt
EOF

# ImageRun: The framework can be imported
RUN python -c 'import torch'

# ImageModelCache
ENV HF_HOME=/models/huggingface \
    TORCH_HOME=/models/torch

USER 10001
