# case: where the program is
FROM python:3.12-slim
WORKDIR /app
# expect
ENV HF_HOME=/app
COPY . .

# case: above it, and several at once
FROM python:3.12-slim
# expect 2
ENV PYTHONUNBUFFERED=1 \
    TORCH_HOME=/opt/ \
    NLTK_DATA=/opt
COPY src/ /opt/asr/

# case: a relative destination and a file
FROM python:3.12-slim
WORKDIR /srv/app
# expect
ENV TRANSFORMERS_CACHE=/srv
COPY main.py ./

# case: in a stage that the image starts from
FROM python:3.12-slim AS base
# expect
ENV HF_HOME=/app
FROM base
COPY main.py /app/

# case: a directory of its own
FROM python:3.12-slim
ENV HF_HOME=/models TORCH_HOME=/app/cache
COPY . /app
COPY nltk.txt /data/

# case: set again
FROM python:3.12-slim
ENV HF_HOME=/app
COPY . /app
ENV HF_HOME=/models

# case: another variable
FROM python:3.12-slim
ENV PYTHONPATH=/app APP_HOME=/app
COPY . /app

# case: models are what is copied
FROM python:3.12-slim
ENV HF_HOME=/models
COPY models/ /models/
COPY vad.onnx /models/vad.onnx

# case: places that only the build knows
FROM python:3.12-slim
ARG HOME_OF_APP
ENV HF_HOME=$HOME_OF_APP
COPY . $HOME_OF_APP

# case: a stage that is thrown away
FROM python:3.12-slim AS build
ENV HF_HOME=/app
COPY . /app
FROM python:3.12-slim
COPY --from=build /app/dist /dist
