# syntax=docker/dockerfile:1
FROM python:3.12-slim AS wheels
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && \
    apt-get update && apt-get install -y --no-install-recommends build-essential
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=bind,source=requirements.txt,target=/requirements.txt \
    pip wheel --requirement /requirements.txt --wheel-dir /wheels

FROM python:3.12-slim
# imagesdk ignore=IMG1104 one small package
RUN apt-get update \
 && apt-get install -y --no-install-recommends tini \
 && rm -rf /var/lib/apt/lists/*
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels \
    pip install --no-index --find-links /wheels fastapi "pydantic>=2,<3" \
 && useradd --create-home app
USER app
WORKDIR /app
COPY src/ .
ENTRYPOINT ["tini", "--", "python", "-m", "service"]
