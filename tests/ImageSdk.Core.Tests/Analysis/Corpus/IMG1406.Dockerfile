# case: values that are written
FROM python:3.12-slim
# expect
ENV HF_TOKEN=hf_abcdefgh
# expect
ARG NPM_TOKEN=npm_abcdefgh
# expect 2
ENV DB_PASSWORD="s3cr3t!" AWS_SECRET_ACCESS_KEY=abcd/1234 AWS_ACCESS_KEY_ID=AKIA

# case: the old form, and lower case
FROM python:3.12-slim
# expect
ENV PGPASSWORD hunter2
# expect
ARG api_key=12ab34cd

# case: an argument that ENV keeps
FROM python:3.12-slim
ARG GITHUB_TOKEN
# expect
ENV GITHUB_TOKEN=$GITHUB_TOKEN

# case: in a stage that is thrown away
FROM python:3.12-slim AS build
# expect
ARG OPENAI_API_KEY=sk-1234
FROM python:3.12-slim
COPY --from=build /out /out

# case: before the first stage
# expect
ARG REGISTRY_PASSWORD=hunter2
FROM python:3.12-slim

# case: names that are no secrets
FROM python:3.12-slim
ENV GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568 \
    TOKENIZERS_PARALLELISM=false \
    SSH_PUBLIC_KEY=abc \
    DB_PASSWORD_FILE=/run/secrets/db \
    MAX_TOKENS=100 \
    KEYBOARD=us \
    SECRET_NAME=db \
    MONKEY=1

# case: values that are no secrets
FROM python:3.12-slim
ENV ALLOW_EMPTY_PASSWORD=yes \
    DB_PASSWORD= \
    API_KEY=/run/secrets/api \
    SECRET_KEY=dummy-for-collectstatic \
    AUTH_TOKEN=false \
    JWT_SECRET=changeme

# case: no value
FROM python:3.12-slim
ARG PIP_TOKEN
LABEL token=abc
RUN --mount=type=secret,id=pip-token,env=PIP_TOKEN pip install a

# case: a stage that the target does not need
FROM python:3.12-slim AS other
# expect
ENV HF_TOKEN=hf_abcdefgh
FROM python:3.12-slim

# case: a stage that has no name and that nothing uses
FROM python:3.12-slim
ENV HF_TOKEN=hf_abcdefgh
FROM python:3.12-slim

# case: a stage on which two others are based
FROM python:3.12-slim AS base
# expect
ENV HF_TOKEN=hf_abcdefgh
FROM base AS api
FROM base AS worker
