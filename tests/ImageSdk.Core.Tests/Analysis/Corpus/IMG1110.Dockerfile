# case: of root, as another user
FROM python:3.12
USER app
# expect
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi

# case: another folder by a variable
FROM python:3.12
ENV PIP_CACHE_DIR=/cache/pip
# expect
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi

# case: another folder by an option
FROM python:3.12
# expect
RUN --mount=type=cache,id=pip,target=/root/.cache/pip,sharing=shared pip install --cache-dir=/c/pip fastapi

# case: XDG_CACHE_HOME
FROM python:3.12
ENV XDG_CACHE_HOME=/caches
# expect
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi

# case: another home folder
FROM python:3.12
ENV HOME=/home/app
# expect
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi

# case: of a user, as root
FROM python:3.12
# expect
RUN --mount=type=cache,target=/home/app/.cache/pip pip install fastapi

# case: the user of a parent project
# parent base
#| FROM python:3.12
#| USER 1000
FROM base
# expect
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi

# case: uv keeps its own
FROM python:3.12
ENV UV_CACHE_DIR=/uv
# expect
RUN --mount=type=cache,target=/root/.cache/uv uv pip install fastapi

# case: at the right place
FROM python:3.12
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi
RUN --mount=type=cache,target=/root/.cache pip install fastapi
RUN --mount=type=cache,target=/root/.cache/pip/http pip install fastapi
ENV PIP_CACHE_DIR=/cache/pip/
RUN --mount=type=cache,target=/cache/pip pip install fastapi

# case: of a user whose folder is not known
FROM python:3.12
USER app
RUN --mount=type=cache,target=/srv/.cache/pip,uid=1000 pip install fastapi

# case: root's home for a user who has that home
FROM python:3.12
ENV HOME=/root
USER app
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi

# case: a mount for something else
FROM python:3.12
RUN --mount=type=cache,target=/var/cache/apt pip install fastapi
