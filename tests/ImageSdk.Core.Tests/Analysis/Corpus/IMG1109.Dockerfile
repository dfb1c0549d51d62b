# case: a variable of its own
# removed 1
FROM python:3.12
# expect
ENV PIP_NO_CACHE_DIR=1
RUN pip list

# case: a variable among others
FROM python:3.12
# expect
ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

# case: the last of several, quoted
FROM python:3.12
# expect
ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR="true"

# case: an argument, and the old form
# removed 2
FROM python:3.12
# expect
ARG PIP_NO_CACHE_DIR=on
# expect
ENV PIP_NO_CACHE_DIR 1

# case: the option
FROM python:3.12
# expect
RUN pip install --no-cache-dir -r requirements.txt

# case: the option at several places
FROM python:3.12
# expect
RUN pip install fastapi --no-cache-dir
# expect
RUN pip --no-cache-dir install \
      --upgrade \
      fastapi
# expect
RUN pip install \
      --no-cache-dir \
      fastapi
# expect
RUN --mount=type=cache,target=/root/.cache/pip python3 -m pip install --no-cache-dir fastapi && true

# case: in JSON, by uv, and in another shell
FROM python:3.12
# expect
RUN ["pip", "install", "--no-cache-dir", "fastapi"]
# expect
RUN uv pip install --no-cache fastapi
# expect
RUN bash -c "pip install --no-cache-dir fastapi"

# case: from a parent project
# parent base
#| FROM python:3.12
#| ENV PIP_NO_CACHE_DIR=1
FROM base
# expect
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi

# case: a parent project that is overruled
# parent base
#| FROM python:3.12
#| ENV PIP_NO_CACHE_DIR=1
FROM base
ENV PIP_NO_CACHE_DIR=
RUN pip install fastapi

# case: set to no, which pip takes for yes
FROM python:3.12
# expect
ENV PIP_NO_CACHE_DIR=off UV_NO_CACHE=0
RUN pip install fastapi

# case: set to nothing
FROM python:3.12
ENV PIP_NO_CACHE_DIR= UV_NO_CACHE=false
RUN pip install fastapi

# case: the parent's variable of the other tool
# parent base
#| FROM python:3.12
#| ENV UV_NO_CACHE=1
FROM base
RUN pip install fastapi

# case: a script may call pip, so the variable stays
FROM python:3.12
# expect
ENV PIP_NO_CACHE_DIR=1
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi
COPY . .
RUN make

# case: without it
FROM python:3.12
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi

# case: nothing is downloaded
FROM python:3.12
RUN pip install --no-cache-dir --no-index --find-links=/wheels fastapi

# case: apk means something else by it
FROM alpine:3.20
RUN apk add --no-cache py3-pip

# case: a stage that the image does not need
# removed 1
FROM python:3.12 AS unused
# expect
ENV PIP_NO_CACHE_DIR=1
FROM python:3.12
RUN pip list

# case: uv's projects
FROM python:3.12-slim
# expect
RUN uv sync --no-cache --frozen

# case: several calls of one RUN are one finding
FROM python:3.12
# expect
RUN pip install --no-cache-dir fastapi && pip install --no-cache-dir uvicorn

# case: an option and the variable of a parent are one finding
# parent base
#| FROM python:3.12
#| ENV PIP_NO_CACHE_DIR=1
FROM base
# expect
RUN pip install --no-cache-dir fastapi && pip install uvicorn
