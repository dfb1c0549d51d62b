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

# case: in a virtual environment
FROM python:3.12
# expect
RUN python -m venv /venv && /venv/bin/pip install --upgrade pip

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
