# case: two commands
FROM python:3.12
RUN pip install numpy==1.26.4
# expect
RUN pip install numpy==2.0.0

# case: a command and a file
# file requirements.txt
#| fastapi==0.115.0
#| numpy>=2,<3
FROM python:3.12
COPY requirements.txt .
RUN pip install numpy==1.26.4
# expect in requirements.txt:2
RUN pip install -r requirements.txt

# case: two files
# file a.txt
#| numpy==1.26.4
# file b.txt
#| numpy==1.26.3
FROM python:3.12
COPY *.txt .
# expect in b.txt:1
RUN pip install -r a.txt && pip install -r b.txt

# case: in two stages, one on the other
FROM python:3.12 AS base
RUN pip install numpy==1.26.4
FROM base
# expect
RUN python -m pip install numpy==1.25.0

# case: the file beside it that nothing reads
# file requirements.txt
#| fastapi==0.110.0
FROM python:3.12
# expect in requirements.txt:1
RUN pip install fastapi==0.115.0

# case: a range in that file
# file requirements.txt
#| uvicorn
#| fastapi<0.115
FROM python:3.12
# expect in requirements.txt:2
RUN pip install fastapi==0.115.0 uvicorn==0.30.6

# case: the same, or one that is allowed
FROM python:3.12
RUN pip install numpy==1.26.4
RUN pip install numpy==1.26.4 && pip install "numpy>=1.26" && pip install numpy==1.26.*

# case: other environments, other stages
FROM python:3.12 AS tools
RUN pip install numpy==1.26.4
FROM python:3.12
COPY --from=tools /x /x
RUN pip install numpy==2.0.0
RUN pip install --target /other numpy==1.26.4
RUN python -m venv /venv && /venv/bin/pip install numpy==1.25.0

# case: under conditions
FROM python:3.12
RUN pip install "numpy==1.24.0; python_version < '3.9'"
RUN pip install "numpy==2.0.0; python_version >= '3.9'"

# case: the file beside it is used
# file requirements.txt
#| fastapi==0.110.0
FROM python:3.12
COPY . /app
RUN pip install fastapi==0.115.0

# case: no versions
# file requirements.txt
#| fastapi
FROM python:3.12
RUN pip install fastapi==0.115.0

# case: files of other names that nothing reads
# file requirements-asr.txt
#| fastapi==0.110.0
# file constraints-cpu.txt
#| numpy<2
# file pyproject.toml
#| [project]
#| name = "asr"
#| dependencies = ["uvicorn==0.29.0", "httpx"]
FROM python:3.12
# expect in requirements-asr.txt:1
# expect in constraints-cpu.txt:1
# expect in pyproject.toml:3
RUN pip install fastapi==0.115.0 numpy==2.0.0 uvicorn==0.30.6 httpx==0.27.0
