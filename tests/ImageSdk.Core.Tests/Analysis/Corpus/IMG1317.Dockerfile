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
RUN apt-get install -y build-essential && pip install flash-attn==2.6.3
CMD ["python3", "app.py"]

# case: on CUDA's compilers, by an argument, a stage and another registry
ARG CUDA=12.4.1-devel-ubuntu22.04
# expect
FROM nvcr.io/nvidia/cuda:${CUDA} AS base
RUN make
FROM base
ENTRYPOINT ["/app"]

# case: on PyTorch with CUDA's compilers, by digest
# expect
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
