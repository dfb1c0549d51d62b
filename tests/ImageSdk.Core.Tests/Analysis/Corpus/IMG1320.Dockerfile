# case: apt and pip
FROM python:3.12
# expect
RUN apt-get update && apt-get install -y ffmpeg && pip install -r requirements.txt

# case: apk and npm
FROM node:22-alpine
# expect
RUN apk add --no-cache ffmpeg && npm ci

# case: over several lines
FROM python:3.12
# expect
RUN apt-get update \
 && apt-get install -y ffmpeg \
 && python3 -m pip install --requirement /tmp/requirements.txt \
 && rm -rf /var/lib/apt/lists/*

# case: in a stage that is thrown away
FROM python:3.12 AS build
# expect
RUN apt-get install -y gcc && pip install -r requirements.txt
FROM debian:12
COPY --from=build /x /x

# case: apart
FROM python:3.12
RUN apt-get update && apt-get install -y ffmpeg
RUN pip install -r requirements.txt

# case: removed afterwards
FROM python:3.12
RUN apt-get install -y gcc && pip install -r requirements.txt && apt-get purge -y gcc

# case: no file
FROM python:3.12
RUN apt-get install -y ffmpeg && pip install "fastapi==0.115.0"

# case: the other way round
FROM python:3.12
RUN pip install -r requirements.txt && apt-get install -y ffmpeg

# case: only one of them
FROM node:22
RUN npm ci && npm run build
RUN apt-get update && apt-get install -y curl && curl -LO https://example.com/x
