# case: a stage for CPUs
FROM python:3.12-slim AS cpu
# expect
RUN pip install torch==2.4.0

# case: a parent's tag
# parent base:cpu
#| FROM python:3.12-slim
FROM base:cpu
# expect
RUN pip install torch

# case: another package for CPUs
# file requirements.txt
#| faiss-cpu==1.8.0
#| torch==2.4.0
FROM python:3.12-slim
COPY requirements.txt .
# expect in requirements.txt:2
RUN pip install -r requirements.txt

# case: the project's name
# name asr-cpu
FROM debian:12
# expect
RUN pip install torchaudio torch

# case: uv
# name asr-cpu
FROM python:3.12-slim
# expect
RUN uv pip install --system torch

# case: an index of PyPI
# name asr-cpu
FROM python:3.12-slim
# expect
RUN pip install --index-url https://pypi.org/simple torch

# case: from the index for CPUs, also before
# name asr-cpu
FROM python:3.12-slim
RUN pip install --index-url https://download.pytorch.org/whl/cpu torch
RUN pip install torch transformers

# case: the index in the file, a version for CPUs, an index in a variable
# name asr-cpu
# file requirements.txt
#| --extra-index-url https://download.pytorch.org/whl/cpu
#| torch==2.4.0
FROM python:3.12-slim AS a
COPY requirements.txt .
RUN pip install -r requirements.txt
FROM python:3.12-slim AS b
RUN pip install torch==2.4.0+cpu
FROM python:3.12-slim AS c
ENV PIP_INDEX_URL=https://index.example.com/simple
RUN pip install torch
FROM scratch
COPY --from=a /x /x
COPY --from=b /x /x
COPY --from=c /x /x

# case: an image for GPUs
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN pip install torch

# case: nobody says what it is for
FROM python:3.12-slim
RUN pip install torch

# case: the parent has it
# name asr-cpu
# parent base
#| FROM python:3.12-slim
#| RUN pip install --index-url https://download.pytorch.org/whl/cpu torch
FROM base
RUN pip install torch transformers

# case: an index for GPUs, and a version for them
# name asr-cpu
FROM python:3.12-slim AS a
# expect
RUN pip install --index-url https://download.pytorch.org/whl/cu124 torch==2.4.0
FROM python:3.12-slim AS b
ENV PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cu124
# expect
RUN pip install torch==2.4.0
FROM python:3.12-slim AS c
# expect
RUN pip install --find-links https://example.com/wheels torch==2.4.0+cu124
FROM scratch
COPY --from=a /x /x
COPY --from=b /x /x
COPY --from=c /x /x

# case: an index for GPUs beside a package for CPUs, which says nothing of the image
FROM python:3.12-slim
RUN pip install --index-url https://download.pytorch.org/whl/cu124 torch==2.4.0 faiss-cpu==1.8.0
