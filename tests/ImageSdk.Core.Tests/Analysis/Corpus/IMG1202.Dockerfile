# case: three packages
FROM python:3.12
# expect
RUN pip install fastapi==0.115.0 uvicorn==0.30.6 pydantic==2.9.2

# case: over several lines
FROM python:3.12
# expect
RUN pip install \
      "fastapi>=0.115,<1" \
      # the server
      uvicorn[standard] \
      pydantic

# case: uv
FROM python:3.12
# expect
RUN uv pip install --system fastapi uvicorn pydantic

# case: in a variable
FROM python:3.12
ENV PACKAGES="fastapi uvicorn pydantic"
# expect
RUN pip install $PACKAGES

# case: beside a file
FROM python:3.12
# expect
RUN pip install -r requirements.txt fastapi uvicorn pydantic

# case: wheels
FROM python:3.12
# expect
RUN pip wheel fastapi uvicorn pydantic -w /wheels

# case: a couple
FROM python:3.12
RUN pip install fastapi uvicorn
RUN pip install gunicorn

# case: a file
FROM python:3.12
RUN pip install -r requirements.txt

# case: pip and what belongs to it
FROM python:3.12
RUN pip install --upgrade pip setuptools wheel

# case: from a folder of wheels
FROM python:3.12
RUN pip install --no-index --find-links /wheels fastapi uvicorn pydantic

# case: files and folders
FROM python:3.12
RUN pip install ./a ./b /tmp/c.whl

# case: a stage for development
FROM python:3.12 AS base
FROM base AS dev
RUN pip install pytest ruff mypy
FROM base
COPY --from=dev /report /report
