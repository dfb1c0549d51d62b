# case: two stages, each with its name
FROM python:3.12 AS builder
# expect
RUN --mount=type=cache,id=pip-builder,target=/root/.cache/pip pip wheel -r requirements.txt
FROM python:3.12 AS final
# expect
RUN --mount=type=cache,id=pip-final,target=/root/.cache/pip pip install -r requirements.txt
COPY --from=builder /wheels /wheels

# case: two images, each with its name
# name asr
# sibling mux
#| FROM python:3.12
#| RUN --mount=type=cache,id=mux-pip,target=/root/.cache/pip pip install fastapi
FROM python:3.12
# expect
RUN --mount=type=cache,id=asr-pip,target=/root/.cache/pip pip install fastapi

# case: two images, apt on the same base
# name asr
# sibling mux
#| FROM debian:12
#| RUN --mount=type=cache,id=apt-mux,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
FROM debian:12
# expect
RUN --mount=type=cache,id=apt-asr,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl

# case: two images, apt on different bases
# name asr
# sibling mux
#| FROM ubuntu:22.04
#| RUN --mount=type=cache,id=apt-mux,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
FROM debian:12
RUN --mount=type=cache,id=apt-asr,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl

# case: one id for all
# name asr
# sibling mux
#| FROM python:3.12
#| RUN --mount=type=cache,id=speech-pip,target=/root/.cache/pip pip install fastapi
FROM python:3.12
RUN --mount=type=cache,id=speech-pip,target=/root/.cache/pip pip install fastapi

# case: no id
# name asr
# sibling mux
#| FROM python:3.12
#| RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi
FROM python:3.12
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi

# case: an image alone, which may keep away from other repositories
# name asr
FROM python:3.12
RUN --mount=type=cache,id=asr-pip,target=/root/.cache/pip pip install fastapi

# case: what is compiled is nobody else's
# name asr
# sibling mux
#| FROM rust:1.82
#| RUN --mount=type=cache,id=mux-target,target=/app/target cargo build
FROM rust:1.82
RUN --mount=type=cache,id=asr-target,target=/app/target cargo build

# case: the name is a part of a word only
# name p
# sibling q
#| FROM python:3.12
#| RUN --mount=type=cache,id=qip,target=/root/.cache/pip pip install fastapi
FROM python:3.12
RUN --mount=type=cache,id=pip,target=/root/.cache/pip pip install fastapi

# case: ids with a part of the project's name
# name speech-asr
# sibling speech-mux
#| FROM python:3.12
#| RUN --mount=type=cache,id=pip-mux,target=/root/.cache/pip pip install fastapi
FROM python:3.12
# expect
RUN --mount=type=cache,id=pip-asr,target=/root/.cache/pip pip install fastapi

# case: ids with the beginning of the project's name
# name Transcriber.Service
# sibling Diarizer.Service
#| FROM python:3.12
#| RUN --mount=type=cache,id=pip-diar,target=/root/.cache/pip pip install fastapi
FROM python:3.12
# expect
RUN --mount=type=cache,id=pip-trans,target=/root/.cache/pip pip install fastapi

# case: ids with the first letters of the project's name
# name TextNormalizer
# sibling speech-gateway
#| FROM debian:12
#| RUN --mount=type=cache,id=apt-sg,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
FROM debian:12
# expect
RUN --mount=type=cache,id=apt-tn,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl

# case: two stages, each with the beginning of its name
FROM python:3.12 AS builder
# expect
RUN --mount=type=cache,id=pip-build,target=/root/.cache/pip pip wheel -r requirements.txt
FROM python:3.12 AS runtime
# expect
RUN --mount=type=cache,id=pip-run,target=/root/.cache/pip pip install -r requirements.txt
COPY --from=builder /wheels /wheels

# case: ids that differ by something else than names
# name speech-asr
# sibling speech-mux
#| FROM python:3.12
#| RUN --mount=type=cache,id=pip-py312,target=/root/.cache/pip pip install fastapi
FROM python:3.11
RUN --mount=type=cache,id=pip-py311,target=/root/.cache/pip pip install fastapi

# case: the family's name is in both ids
# name speech-asr
# sibling speech-mux
#| FROM python:3.12
#| RUN --mount=type=cache,id=speech,target=/root/.cache/pip pip install fastapi
FROM python:3.12
RUN --mount=type=cache,id=speech-pip,target=/root/.cache/pip pip install fastapi
