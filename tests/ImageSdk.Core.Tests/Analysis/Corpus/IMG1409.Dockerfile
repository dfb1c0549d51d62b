# case: packages by name
FROM python:3.12-slim
# expect
RUN uv pip install --system fastapi

# case: a project
FROM python:3.12-slim
# expect
RUN --mount=type=cache,target=/root/.cache/uv uv sync --frozen --no-dev

# case: in a stage whose environment is copied
FROM python:3.12-slim AS build
# expect
RUN uv sync --locked
FROM python:3.12-slim
COPY --from=build /app/.venv /app/.venv

# case: in JSON
FROM python:3.12-slim
# expect
RUN ["uv", "pip", "sync", "requirements.txt"]

# case: switched on by a variable
FROM python:3.12-slim
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
RUN uv sync --frozen
RUN uv pip install fastapi

# case: switched on by a parent project
FROM base
# parent base
#| FROM python:3.12-slim
#| ENV UV_COMPILE_BYTECODE=1
RUN uv sync --frozen

# case: by an option
FROM python:3.12-slim
RUN uv sync --frozen --compile-bytecode && uv pip install --compile-bytecode a
RUN UV_COMPILE_BYTECODE=1 uv pip install b

# case: afterwards
FROM python:3.12-slim
RUN uv sync --frozen && python -m compileall -q /app/.venv

# case: not wanted
FROM python:3.12-slim
RUN uv pip install a && find / -name '*.pyc' -delete

# case: pip compiles, and uv does other things
FROM python:3.12-slim
ENV PYTHONDONTWRITEBYTECODE=1
RUN pip install uv fastapi
RUN uv venv /venv && uv lock --check && uv pip list

# case: a stage for tests
FROM python:3.12-slim AS test
RUN uv sync --frozen
FROM python:3.12-slim
RUN --mount=type=bind,from=test,source=/,target=/t true
