# case: a plain base
FROM python:3.12-slim
# expect
RUN pip install torch==2.4.0

# case: in a file
# file requirements.txt
#| fastapi==0.115.0
#| torch==2.4.0
FROM python:3.12-slim
# expect in requirements.txt:2
RUN --mount=type=bind,source=requirements.txt,target=/r.txt pip install -r /r.txt

# case: only what belongs to it
FROM ubuntu:24.04
# expect
RUN pip install torchvision

# case: on a parent with a plain base
# parent base
#| FROM python:3.12-slim
FROM base
# expect
RUN pip install torch

# case: it says that it is for GPUs
FROM python:3.12-slim
ENV NVIDIA_VISIBLE_DEVICES=all
RUN pip install torch

# case: it says so in words
FROM python:3.12-slim
# The GPU is the host's, by its driver.
RUN pip install torch

# case: other packages say so
FROM python:3.12-slim
RUN pip install torch bitsandbytes

# case: a base with CUDA, and one that is not known
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS a
RUN pip install torch
FROM registry.example.com/company/ml:7
COPY --from=a /x /x
RUN pip install torch

# case: an index is chosen
FROM python:3.12-slim
RUN pip install --index-url https://download.pytorch.org/whl/cpu torch

# case: it is for CPUs, which is another matter
FROM python:3.12-slim AS cpu
RUN pip install torch
