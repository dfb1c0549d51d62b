# case: for a program
FROM python:3.12-slim
# expect
RUN apt-get update && apt-get install -y build-essential libpq-dev && rm -rf /var/lib/apt/lists/*
RUN pip install psycopg2
CMD ["python", "app.py"]

# case: headers
FROM python:3.12-slim
# expect
RUN apt-get install -y --no-install-recommends git python3-dev libpq5
ENTRYPOINT ["python", "app.py"]

# case: alpine, dnf
FROM alpine:3.20
# expect
RUN apk add --no-cache build-base
# expect
RUN dnf install -y gcc-c++ openssl-devel
CMD python app.py

# case: in a stage that the image starts from
FROM debian:12 AS base
# expect
RUN apt-get install -y cmake=3.25.1-1
FROM base
ENTRYPOINT ["/app"]

# case: over several lines
FROM debian:12
RUN apt-get update && apt-get install -y \
      ffmpeg \
      # expect
      g++
CMD ["/app"]

# case: thrown away
FROM debian:12 AS build
RUN apt-get install -y build-essential
FROM debian:12
COPY --from=build /app /app
CMD ["/app"]

# case: removed again
FROM alpine:3.20
RUN apk add --virtual .build-deps build-base && make && apk del .build-deps
RUN apt-get install -y gcc libc6-dev && make && apt-get purge -y --auto-remove gcc libc6-dev
CMD ["/app"]

# case: for people
FROM debian:12 AS dev
RUN apt-get install -y build-essential
CMD ["sleep", "infinity"]

# case: a base
FROM debian:12
RUN apt-get install -y build-essential

# case: a shell is no program
FROM debian:12
RUN apt-get install -y build-essential
CMD ["/bin/bash"]

# case: stands on tools
FROM golang:1.23
RUN apt-get install -y build-essential
CMD ["/app"]

# case: on CUDA's compilers
# expect
FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04
RUN apt-get install -y build-essential && pip install onnxruntime-gpu==1.19.2
CMD ["python3", "app.py"]

# case: on CUDA's compilers, by an argument, a stage and another registry
ARG CUDA=12.4.1-devel-ubuntu22.04
# expect
FROM nvcr.io/nvidia/cuda:${CUDA} AS base
RUN make
FROM base
ENTRYPOINT ["/app"]

# case: on PyTorch, which may compile when the program runs
FROM pytorch/pytorch:2.4.0-cuda12.4-cudnn9-devel@sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d
CMD ["python", "app.py"]

# case: CUDA's compilers in a stage that is thrown away
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS build
RUN nvcc -o /app app.cu
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
COPY --from=build /app /app
CMD ["/app"]

# case: a program that compiles kernels when it runs
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN pip install vllm==0.6.3
CMD ["vllm", "serve"]

# case: for people, on CUDA's compilers
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS dev
CMD ["sleep", "infinity"]

# case: a parent project on CUDA's compilers, which is told itself
# parent base-cuda
#| FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
FROM base-cuda
CMD ["python3", "app.py"]

# case: uncertain
FROM python:3.12-slim
RUN apt-get install -y gcc git
CMD ["python", "app.py"]

# case: what programs need
FROM debian:12
RUN apt-get install -y ffmpeg libpq5 curl ca-certificates $MORE-dev
CMD ["/app"]

# case: by digest
# expect
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04@sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d
CMD ["/app"]

# case: only something else is removed again
FROM debian:12
# expect
RUN apt-get update && apt-get install -y build-essential curl && make && apt-get purge -y curl
# expect
RUN apt-get install -y cmake && make && apt-get purge -y --auto-remove git && apt-get autoremove -y && apt-get clean
CMD ["/app"]

# case: removed before it is installed, and a part of it is removed
FROM debian:12
# expect
RUN apt-get purge -y g++ && apt-get install -y g++
RUN apt-get install -y \
      # expect
      cmake \
      g++ \
    && make && apt-get purge -y g++
CMD ["/app"]

# case: removed again in other ways
FROM debian:12
RUN buildDeps="g++ cmake" && apt-get install -y g++ cmake && make && apt-get purge -y --auto-remove $buildDeps
RUN apt-get install -y build-essential && make && apt-get purge -y gcc
RUN apt-get install -y libpq-dev libssl-dev && make && apt-get purge -y '*-dev'
RUN apt-get install -y libpq-dev && make && apt-get purge -y '.*-dev$'
RUN savedAptMark="$(apt-mark showmanual)" && apt-get install -y g++ && make && apt-mark auto '.*' && apt-get purge -y --auto-remove
RUN apt-get install -y g++ && make && dpkg --purge g++
RUN apt-get install -y g++ && make && apt-get purge -y $(cat tools)
CMD ["/app"]

# case: in an image that nothing uses, but somebody runs
FROM debian:12 AS worker
# expect
RUN apt-get install -y cmake
CMD ["/worker"]
FROM debian:12
CMD ["/app"]

# case: in a stage for tests that nothing uses
FROM debian:12 AS test
RUN apt-get install -y cmake
CMD ["ctest"]
FROM debian:12
CMD ["/app"]

# case: torch may compile when the program runs
FROM python:3.12-slim
RUN apt-get install -y build-essential && pip install torch==2.4.0
CMD ["python", "app.py"]

# case: packages that are not known
FROM python:3.12-slim
RUN apt-get install -y build-essential
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen
CMD ["python", "app.py"]

# case: packages of another stage
FROM python:3.12-slim AS deps
RUN python -m venv /venv && /venv/bin/pip install deepspeed==0.15.1
FROM python:3.12-slim
RUN apt-get install -y build-essential
COPY --from=deps /venv /venv
CMD ["python", "app.py"]

# case: packages of another image, and of the base
FROM python:3.12-slim AS first
RUN apt-get install -y g++
COPY --from=registry.example/models:1 /opt/venv /opt/venv
CMD ["python", "app.py"]
FROM registry.example/ml-base:1
RUN apt-get install -y g++
CMD ["python", "app.py"]

# case: packages of the parent project
# parent base-ml
#| FROM python:3.12-slim
#| RUN pip install triton==3.0.0
FROM base-ml
RUN apt-get install -y g++
CMD ["python", "app.py"]

# case: a file that cannot be read
FROM python:3.12-slim
RUN apt-get install -y build-essential
COPY requirements.txt .
RUN pip install -r requirements.txt
CMD ["python", "app.py"]

# case: a file that can
# file requirements.txt
#| fastapi==0.115.0
FROM python:3.12-slim
# expect
RUN apt-get install -y build-essential
COPY requirements.txt .
RUN pip install -r requirements.txt
CMD ["python", "app.py"]

# case: a library that a variable loads
FROM python:3.12-slim
RUN apt-get install -y libjemalloc-dev
ENV LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so
CMD ["python", "app.py"]

# case: a variable says where CUDA is
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
ENV CUDA_HOME=/usr/local/cuda
CMD ["/app"]

# case: the program calls a compiler
# file app.py
#| import pyximport
FROM python:3.12-slim AS one
RUN apt-get install -y g++
WORKDIR /app
COPY app.py .
CMD ["python", "app.py"]
FROM debian:12
RUN apt-get install -y build-essential
CMD ["make", "run"]

# case: two images on one stage, of which one may compile when it runs
FROM python:3.12-slim AS base
RUN apt-get install -y build-essential
FROM base AS worker
RUN pip install torch==2.4.0
CMD ["python", "worker.py"]
FROM base
CMD ["python", "app.py"]

# case: two images on one stage, of which none does
FROM python:3.12-slim AS base
# expect
RUN apt-get install -y build-essential
FROM base AS worker
CMD ["python", "worker.py"]
FROM base AS for-others
FROM base
CMD ["python", "app.py"]
