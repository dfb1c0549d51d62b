# case: a compiler, then a package
FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends build-essential
# expect
RUN pip install webrtcvad==2.0.10

# case: in one RUN
FROM python:3.12-slim
# expect
RUN apt-get update && apt-get install -y gcc python3-dev libpq-dev && pip install psycopg2==2.9.9 fastapi==0.115.0

# case: in a file
# file requirements.txt
#| fastapi==0.115.0
#| mysqlclient==2.2.4
FROM python:3.12-slim
RUN apt-get update && apt-get install -y gcc default-libmysqlclient-dev pkg-config
COPY requirements.txt .
# expect in requirements.txt:2
RUN pip install -r requirements.txt

# case: the compiler in the stage below
FROM python:3.12-slim AS base
RUN apt-get update && apt-get install -y g++-12
FROM base
# expect
RUN pip install fasttext==0.9.3 uwsgi==2.0.26

# case: uv
FROM debian:12
RUN apt-get update && apt-get install -y gcc
# expect
RUN uv pip install --system pyaudio==0.2.14

# case: a stage for wheels
FROM python:3.12-slim AS wheels
RUN apt-get update && apt-get install -y gcc
RUN pip wheel --wheel-dir /wheels webrtcvad==2.0.10
FROM python:3.12-slim
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels pip install --no-index --find-links /wheels webrtcvad==2.0.10

# case: a stage for a virtual environment
FROM python:3.12-slim AS build
RUN apt-get update && apt-get install -y gcc
RUN pip install --prefix /install webrtcvad==2.0.10
FROM python:3.12-slim
COPY --from=build /install /usr/local

# case: the compiler is removed in the same RUN
FROM python:3.12-slim
RUN apt-get update && apt-get install -y gcc && pip install webrtcvad==2.0.10 && apt-get purge -y gcc && apt-get autoremove -y

# case: a compiler for other packages, which have wheels
FROM python:3.12-slim
RUN apt-get update && apt-get install -y build-essential
RUN pip install numpy==1.26.4 psycopg2-binary==2.9.9

# case: no compiler of its own
FROM python:3.12
RUN pip install webrtcvad==2.0.10

# case: the compiler comes later
FROM python:3.12
RUN pip install webrtcvad==2.0.10
RUN apt-get update && apt-get install -y gcc
