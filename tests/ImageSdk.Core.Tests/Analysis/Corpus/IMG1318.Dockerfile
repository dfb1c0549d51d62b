# case: git
FROM python:3.12-slim
# expect
RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*
CMD ["python", "app.py"]

# case: a compiler, which may be for code that is compiled at run time
FROM python:3.12-slim
# expect
RUN apt-get install -y gcc-12 curl
CMD ["python", "app.py"]

# case: alpine
FROM alpine:3.20
# expect
RUN apk add --no-cache make
CMD ["/app"]

# case: a base
FROM debian:12
# expect
RUN apt-get install -y build-essential

# case: a base with headers
FROM debian:12
# expect
RUN apt-get install -y ffmpeg libpq-dev

# case: certain in a program is another rule's
FROM debian:12
RUN apt-get install -y git build-essential
CMD ["/app"]

# case: thrown away
FROM debian:12 AS fetch
RUN apt-get install -y git
FROM debian:12
COPY --from=fetch /app /app

# case: removed again
FROM debian:12
RUN apt-get install -y git && git clone https://example.com/x && apt-get purge -y git

# case: for people
FROM debian:12 AS devcontainer
RUN apt-get install -y git make gcc

# case: none
FROM debian:12
RUN apt-get install -y curl libgit2-1.5 gcc-12-base

# case: CUDA's compilers in a base
# expect
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN pip install numpy==1.26.4

# case: CUDA's compilers below a program that compiles when it runs
# expect
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN pip install deepspeed==0.15.1
CMD ["python3", "app.py"]

# case: CUDA's compilers below another program, which is IMG1317's
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
CMD ["python3", "app.py"]

# case: CUDA without compilers
FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04
RUN pip install numba==0.60.0

# case: torch may compile when the program runs
FROM python:3.12-slim
# expect
RUN apt-get install -y build-essential && pip install torch==2.4.0
CMD ["python", "app.py"]

# case: on PyTorch with CUDA's compilers
# expect
FROM pytorch/pytorch:2.4.0-cuda12.4-cudnn9-devel
CMD ["python", "app.py"]

# case: only something else is removed again
FROM debian:12
# expect
RUN apt-get install -y git wget && git clone https://example.com/x && apt-get purge -y wget

# case: two images on one stage, of which one may compile when it runs
FROM python:3.12-slim AS base
# expect
RUN apt-get install -y build-essential
FROM base AS worker
RUN pip install torch==2.4.0
CMD ["python", "worker.py"]
FROM base
CMD ["python", "app.py"]

# case: two images on one stage, of which none does, is IMG1317
FROM python:3.12-slim AS base
RUN apt-get install -y build-essential
FROM base AS worker
CMD ["python", "worker.py"]
FROM base AS for-others
FROM base
CMD ["python", "app.py"]
