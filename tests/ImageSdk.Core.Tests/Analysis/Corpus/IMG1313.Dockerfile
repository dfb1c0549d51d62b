# case: everything, then apt in two RUNs
FROM debian:12
# expect
COPY . /app
RUN apt-get update
RUN apt-get install -y ffmpeg

# case: everything, then packages of the distribution
FROM debian:12
WORKDIR /app
# expect
COPY . .
RUN apt-get update && apt-get install -y ffmpeg && rm -rf /var/lib/apt/lists/*

# case: everything, then requirements
FROM python:3.12
# expect
COPY . /app
WORKDIR /app
ENV A=b
RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt

# case: a folder of code
FROM python:3.12
# expect
COPY src/ /app/
RUN pip install fastapi

# case: npm, yarn, go
FROM node:22 AS web
# expect
COPY . .
RUN npm ci
FROM node:22 AS other
# expect
COPY ./app /app
RUN yarn install --frozen-lockfile
FROM golang:1.22
# expect
COPY . .
RUN go mod download
RUN go build ./...
COPY --from=web /a /a
COPY --from=other /b /b

# case: alpine
FROM alpine:3.20
# expect
COPY . /app
RUN apk add --no-cache ffmpeg

# case: the file first
FROM python:3.12
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .

# case: the code is installed
FROM python:3.12
COPY . .
RUN pip install .

# case: the code is installed with the requirements
# file requirements.txt
#| fastapi
#| -e .
FROM python:3.12
COPY . .
RUN pip install -r requirements.txt

# case: the RUN needs it for something else
FROM debian:12
COPY . .
RUN apt-get update && apt-get install -y gcc && make && apt-get purge -y gcc

# case: another RUN needs it first
FROM debian:12
COPY . .
RUN ./add-repository.sh
RUN apt-get update && apt-get install -y our-package

# case: a package of one's own
FROM debian:12
COPY . /tmp
RUN apt-get update && apt-get install -y /tmp/our.deb

# case: files for the system
FROM debian:12
COPY rootfs/ /
COPY etc/apt/sources.list /etc/apt/sources.list
COPY . /
RUN apt-get update && apt-get install -y curl

# case: what a stage made
FROM debian:12 AS build
FROM debian:12
COPY --from=build /app /app
RUN apt-get update && apt-get install -y curl

# case: scripts of packages that need the code
# file package.json
#| { "scripts": { "postinstall": "node prepare.js" } }
FROM node:22
COPY . .
RUN npm ci

# case: parts, by name
FROM node:22
COPY package.json package-lock.json ./
RUN npm ci
COPY src ./src
RUN npm run build
