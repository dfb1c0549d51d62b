# case: the long option
FROM python:3.12
# expect
RUN pip install --upgrade pip

# case: the short option, with others
FROM python:3.12
# expect
RUN pip install -U setuptools pip wheel && pip install fastapi

# case: as a module
FROM python:3.12
# expect
RUN python3 -m pip install -qU pip

# case: in a virtual environment, where it replaces the one that was just made
FROM python:3.12
RUN python -m venv /venv && /venv/bin/pip install --upgrade pip
RUN python -m venv /opt/venv && . /opt/venv/bin/activate && pip install -U pip
ENV PATH="/opt/venv/bin:$PATH"
RUN pip install --upgrade pip

# case: in a here-document
FROM python:3.12
# expect
RUN <<EOF
pip install --upgrade pip
pip install -r requirements.txt
EOF

# case: only a lower limit
FROM python:3.12
# expect
RUN pip install -U "pip>=24"

# case: a version
FROM python:3.12
RUN pip install --upgrade pip==24.2
RUN pip install -U "pip<25" setuptools

# case: without upgrade, or of something else
FROM python:3.12
RUN pip install pip
RUN pip install --upgrade setuptools
RUN pip install -U pipdeptree pip-tools

# case: from a folder of wheels
FROM python:3.12
RUN pip install --no-index --find-links /wheels -U pip

# case: by its path
FROM python:3.12
# expect
RUN /usr/local/bin/pip install --upgrade pip

# case: in the folder of a user
FROM python:3.12
USER app
ENV PATH=/home/app/.local/bin:$PATH
# expect
RUN pip install --user --upgrade pip

# case: in a stage that is thrown away
FROM python:3.12 AS wheels
RUN pip install --upgrade pip && pip wheel --wheel-dir /wheels torch==2.4.0
FROM python:3.12
COPY --from=wheels /wheels /wheels

# case: in a stage that the image starts from
FROM python:3.12 AS base
# expect
RUN pip install --upgrade pip
FROM base
CMD ["python", "app.py"]

# case: on a base without pip
FROM ubuntu:22.04
RUN apt-get update && apt-get install -y python3 curl && curl -sS https://bootstrap.pypa.io/get-pip.py | python3 && pip install --upgrade pip
RUN python3 -m pip install -U pip

# case: a script that was downloaded before, and Python's own
FROM ubuntu:22.04
RUN curl -O https://bootstrap.pypa.io/get-pip.py
RUN python3 get-pip.py
RUN pip install -U pip setuptools
FROM debian:12
RUN python3 -m ensurepip && pip3 install --upgrade pip

# case: the distribution's pip
FROM ubuntu:22.04
# expect
RUN apt-get update && apt-get install -y python3-pip && pip3 install --upgrade pip

# case: in an environment of conda
FROM continuumio/miniconda3:24.7.1-0
SHELL ["conda", "run", "-n", "app", "/bin/bash", "-c"]
RUN pip install --upgrade pip
