# case: a number
FROM python:3.12
USER 10001
# expect
RUN --mount=type=cache,target=/home/app/.cache/pip pip install fastapi

# case: number and group
FROM python:3.12
USER 10001:10001
# expect
RUN --mount=type=cache,target=/home/app/.cache/pip,sharing=locked pip install fastapi

# case: a name whose number is known
FROM python:3.12
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin app
USER app
# expect
RUN --mount=type=cache,target=/home/app/.cache/pip pip install fastapi

# case: a name whose number is not known
FROM python:3.12
RUN useradd -m app
USER app
# expect
RUN --mount=type=cache,target=/home/app/.cache/pip pip install fastapi

# case: the user of the images of Node.js
FROM node:22
USER node
# expect
RUN --mount=type=cache,target=/home/node/.npm npm ci

# case: the parent's user
# parent base
#| FROM python:3.12
#| USER 1000
FROM base
# expect
RUN --mount=type=cache,target=/home/app/.cache/pip pip install fastapi

# case: a mode that lets others only read
FROM python:3.12
USER 10001
# expect
RUN --mount=type=cache,target=/c,mode=0775 pip install --cache-dir /c fastapi

# case: two mounts
FROM python:3.12
USER 10001
# expect 2
RUN --mount=type=cache,target=/a --mount=type=cache,target=/b pip install fastapi

# case: with the user's number, or open to all
FROM python:3.12
USER 10001
RUN --mount=type=cache,target=/home/app/.cache/pip,uid=10001 pip install fastapi
RUN --mount=type=cache,target=/home/app/.cache/pip,gid=0,mode=0770 pip install fastapi
RUN --mount=type=cache,target=/home/app/.cache/pip,mode=0777 pip install fastapi
RUN --mount=type=cache,target=/home/app/.cache/pip,mode=1777 pip install fastapi
RUN --mount=type=cache,target=/models,readonly ls /models

# case: root, by any name
FROM python:3.12
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi
USER 0
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi
USER root:root
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi

# case: who it is is not known
FROM python:3.12
ARG APP_USER
USER $APP_USER
RUN --mount=type=cache,target=/c pip install fastapi

# case: sudo
FROM python:3.12
USER app
RUN --mount=type=cache,target=/var/cache/apt sudo apt-get install -y curl
