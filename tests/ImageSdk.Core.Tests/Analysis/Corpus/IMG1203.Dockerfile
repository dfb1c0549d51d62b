# case: in a command
FROM python:3.12
# expect
RUN pip install fastapi

# case: only a lower limit
FROM python:3.12
# expect
RUN pip install "fastapi>=0.100" uvicorn==0.30.6

# case: in a file that is bound
# file requirements.txt
#| # what we need
#| fastapi==0.115.0
#| uvicorn[standard]  # the server
#| pydantic>=2
FROM python:3.12
# expect in requirements.txt:3
RUN --mount=type=bind,source=requirements.txt,target=/tmp/r.txt pip install -r /tmp/r.txt

# case: in a file that is copied, and in one that it names
# file app/requirements.txt
#| -r common/base.txt
#| fastapi==0.115.0
# file app/common/base.txt
#| requests \
#|   ; python_version >= "3.8"
FROM python:3.12
WORKDIR /srv
COPY app/ .
# expect in app/common/base.txt:1
RUN pip install -r requirements.txt

# case: a file of the context by another name
# file requirements/prod.txt
#| requests
FROM python:3.12
COPY requirements/*.txt /tmp/
# expect in requirements/prod.txt:1
RUN pip install --requirement=/tmp/prod.txt

# case: copied in the stage below, renamed
# file r.txt
#| requests!=2.0
FROM python:3.12 AS base
WORKDIR /app
COPY r.txt /app/requirements.txt
FROM base
# expect in r.txt:1
RUN pip install -r requirements.txt

# case: a branch of a repository
FROM python:3.12
# expect
RUN pip install git+https://github.com/example/tool.git

# case: a folder bound as a whole
# file requirements.txt
#| requests
FROM python:3.12
# expect in requirements.txt:1
RUN --mount=type=bind,target=/src pip install -r /src/requirements.txt

# case: versions with a limit
# file requirements.txt
#| --index-url https://pypi.org/simple
#| fastapi==0.115.0 --hash=sha256:00 \
#|     --hash=sha256:11
#| pydantic~=2.9
#| uvicorn>=0.30,<1
#| numpy == 1.26.*
FROM python:3.12
COPY requirements.txt .
RUN pip install -r requirements.txt
RUN pip install "requests>=2,<3" git+https://github.com/example/tool.git@v1.2 "tool @ git+ssh://git@github.com/example/tool@0123abc"

# case: limits by constraints
# file requirements.txt
#| fastapi
# file constraints.txt
#| FastAPI==0.115.0
FROM python:3.12
COPY *.txt /tmp/
RUN pip install -r /tmp/requirements.txt -c /tmp/constraints.txt
RUN pip install -c unknown.txt uvicorn

# case: from a folder of wheels
FROM python:3.12
RUN pip install --no-index --find-links /wheels fastapi

# case: pip itself, and what is here
FROM python:3.12
RUN pip install --upgrade pip setuptools && pip install . && pip install -e ./tool && pip install /wheels/x-1.0-py3-none-any.whl

# case: a file that a command makes
# file requirements.txt
#| fastapi
FROM python:3.12
COPY requirements.txt .
RUN sed -i 's/fastapi/fastapi==0.115.0/' requirements.txt && pip install -r requirements.txt

# case: a file that another stage made
# file requirements.txt
#| fastapi
FROM python:3.12 AS lock
RUN make lock
FROM python:3.12
COPY requirements.txt .
COPY --from=lock /requirements.txt .
RUN pip install -r requirements.txt

# case: ignored with a reason
# file requirements.txt
#| # imagesdk ignore=IMG1203 our own, tested before it is published
#| our-package
FROM python:3.12
COPY requirements.txt .
RUN pip install -r requirements.txt

# case: a stage for tests
FROM python:3.12 AS test
RUN pip install pytest
FROM python:3.12
COPY --from=test /report /report

# case: a list of what is installed is no version of anything else
# file requirements-ml.txt
#| torch
#| numpy
FROM python:3.12
RUN pip install numpy==1.26.4
# expect in requirements-ml.txt:1
RUN --mount=type=bind,source=requirements-ml.txt,target=/run/requirements/requirements-ml.txt \
    pip list --format=freeze > /tmp/installed.txt && pip install --constraint /tmp/installed.txt --requirement /run/requirements/requirements-ml.txt

# case: likewise in a child, for what the parent has not
# parent base
#| FROM python:3.12
#| RUN pip install numpy==1.26.4
# file requirements.txt
#| numpy
FROM base
COPY requirements.txt .
RUN pip freeze > /constraints.txt
RUN pip install -c /constraints.txt -r requirements.txt
RUN PIP_CONSTRAINT=/constraints.txt pip install numpy
# expect
RUN PIP_CONSTRAINT=/constraints.txt pip install numpy fastapi
