# case: the plain form
FROM python:3.12
# expect
RUN pip install -r requirements.txt

# case: over several lines, with another mount
FROM python:3.12
# expect
RUN --mount=type=bind,source=requirements.txt,target=/r.txt \
    python -m pip install \
      # all of them
      -r /r.txt

# case: uv
FROM python:3.12
# expect
RUN uv pip install --system -r requirements.txt

# case: a here-document
FROM python:3.12
# expect
RUN <<EOF
pip install fastapi
pip install uvicorn
EOF

# case: JSON
FROM python:3.12
# expect
RUN ["/opt/venv/bin/pip3", "install", "fastapi"]

# case: another folder by a variable
FROM python:3.12
ENV PIP_CACHE_DIR=/cache/pip
# expect
RUN pip install fastapi

# case: another user, whose folder is not known
FROM python:3.12
USER app
# expect
RUN pip install fastapi

# case: wheels
FROM python:3.12
# expect
RUN pip wheel -r requirements.txt -w /wheels

# case: with a mount
FROM python:3.12
RUN --mount=type=cache,target=/root/.cache/pip pip install fastapi
RUN --mount=type=cache,target=/root/.cache pip install fastapi
RUN --mount=type=cache,target=/root/.cache/uv uv pip install fastapi

# case: with a mount somewhere else that is meant for it
FROM python:3.12
USER app
RUN --mount=type=cache,target=/home/app/.cache/pip,uid=1000 pip install fastapi
RUN --mount=type=cache,target=/c pip install --cache-dir /c fastapi
RUN --mount=type=cache,target=/c PIP_CACHE_DIR=/c pip install fastapi

# case: nothing is downloaded
FROM python:3.12
RUN pip install --no-index --find-links /wheels fastapi
RUN pip install --no-deps . && pip check && pip list
RUN pip --version; python -m venv /venv; python -m pip config list

# case: other programs
FROM python:3.12
RUN echo pip install fastapi && pipx --version && uv lock

# case: projects and tools of uv
FROM python:3.12-slim
# expect
RUN uv sync --frozen --no-dev
# expect
RUN uv tool install ruff==0.6.9
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked
RUN uv sync --offline
RUN uv run app.py; uv lock; uv

# case: through launchers
FROM continuumio/miniconda3:24.7.1-0
# expect
RUN conda run -n app pip install fastapi==0.115.0
# expect
RUN micromamba run --name app python -m pip install fastapi==0.115.0
# expect
RUN poetry run pip install fastapi==0.115.0
SHELL ["conda", "run", "-n", "app", "/bin/bash", "-c"]
# expect
RUN pip install fastapi==0.115.0
SHELL ["pwsh", "-Command"]
RUN pip install fastapi==0.115.0
