# case: the command has the list
# file requirements.txt
#| fastapi==0.115.0
#| uvicorn==0.30.6
FROM python:3.12
# expect
RUN pip install fastapi==0.115.0 uvicorn==0.30.6
COPY src/ /app/

# case: one package of it, without a version
# file requirements.txt
#| fastapi==0.115.0
FROM python:3.12
# expect
RUN pip install gunicorn FastAPI

# case: another file is used, too
# file requirements.txt
#| fastapi==0.115.0
# file base.txt
#| httpx==0.27.0
FROM python:3.12
COPY base.txt .
# expect
RUN pip install -r base.txt fastapi==0.115.0

# case: only code is copied
# file requirements.txt
#| fastapi==0.115.0
FROM python:3.12
COPY app/main.py /app/
# expect
RUN pip install fastapi

# case: in a stage that is thrown away
# file requirements.txt
#| fastapi==0.115.0
FROM python:3.12 AS wheels
# expect
RUN pip wheel fastapi -w /wheels
FROM python:3.12
COPY --from=wheels /wheels /wheels

# case: it is copied, bound, or comes with everything else
# file requirements.txt
#| fastapi==0.115.0
FROM python:3.12
RUN --mount=type=bind,source=requirements.txt,target=/r.txt pip install -r /r.txt fastapi

# case: the context as a whole
# file requirements.txt
#| fastapi==0.115.0
FROM python:3.12
COPY . /app
RUN pip install fastapi

# case: a pattern may be for it
# file requirements.txt
#| fastapi==0.115.0
FROM python:3.12
COPY *.txt /app/
RUN pip install fastapi

# case: another stage uses it, or may
# file requirements.txt
#| fastapi==0.115.0
FROM python:3.12 AS other
COPY requirements.txt /
FROM python:3.12
RUN pip install fastapi

# case: the file is for something else
# file requirements.txt
#| mkdocs==1.6.0
FROM python:3.12
RUN pip install fastapi

# case: there is none
FROM python:3.12
RUN pip install fastapi

# case: nothing is installed
# file requirements.txt
#| fastapi==0.115.0
FROM python:3.12
RUN pip list

# case: files that only look like it, each by itself
# file requirements-asr.txt
#| fastapi==0.115.0
# file requirements/base.in
#| uvicorn
# file constraints.txt
#| httpx<1
FROM python:3.12
# expect
RUN pip install fastapi==0.115.0
# expect
RUN pip install uvicorn
# expect
RUN pip install httpx

# case: the dependencies of a project
# file pyproject.toml
#| [build-system]
#| requires = ["setuptools"]
#| [project]
#| name = "asr"
#| dependencies = [
#|   "fastapi[standard]>=0.115", # the service
#|   'httpx',
#| ]
#| [project.optional-dependencies]
#| test = ["pytest"]
FROM python:3.12
# expect
RUN pip install pytest setuptools httpx

# case: files for something else, and those that another one is made from or names
# file requirements-dev.txt
#| fastapi==0.115.0
# file requirements.in
#| fastapi
# file requirements.txt
#| -c constraints.txt
#| uvicorn==0.30.6
# file constraints.txt
#| fastapi==0.115.0
FROM python:3.12
RUN --mount=type=bind,target=/src pip install -r /src/requirements.txt fastapi==0.115.0

# case: a project that is installed
# file pyproject.toml
#| [project]
#| dependencies = ["httpx"]
FROM python:3.12
COPY pyproject.toml /app/
RUN pip install httpx && pip install /app

# case: another Dockerfile's
# file requirements-gpu.txt
#| fastapi==0.115.0
# file Dockerfile.gpu
#| FROM python:3.12
FROM python:3.12
RUN pip install fastapi==0.115.0
