# case: the same version
# parent base
#| FROM python:3.12
#| RUN pip install numpy==1.26.4
FROM base
# expect
RUN pip install NumPy==1.26.4

# case: another version, in a file
# parent base
#| FROM python:3.12
#| RUN pip install numpy==1.26.4
# file requirements.txt
#| fastapi==0.115.0
#| numpy==2.0.0
FROM base
COPY requirements.txt .
# expect in requirements.txt:2
RUN pip install -r requirements.txt

# case: a range that the parent's version is not in
# parent base
#| FROM python:3.12
#| RUN pip install numpy==1.26.4
FROM base
# expect
RUN pip install "numpy>=2,<3"

# case: upgraded
# parent base
#| FROM python:3.12
#| RUN pip install numpy
FROM base
# expect
RUN pip install -U numpy

# case: from the parent's parent
# parent base
#| FROM python:3.12
#| RUN pip install numpy==1.26.4
# parent ml
#| FROM base
#| RUN pip install scipy==1.14.0
FROM ml
# expect 2
RUN pip install numpy==1.26.3 scipy==1.14

# case: in a virtual environment that is the same
# parent base
#| FROM python:3.12
#| ENV PATH=/opt/venv/bin:$PATH
#| RUN pip install numpy==1.26.4
FROM base
# expect
RUN /opt/venv/bin/pip install numpy==2.0.0

# case: in a virtual environment that the parent's PATH has
# parent base
#| FROM python:3.12
#| ENV PATH=/opt/venv/bin:$PATH
#| RUN pip install numpy==1.26.4
FROM base
# expect
RUN pip install numpy==2.0.0

# case: to the home folder of another user
# parent base
#| FROM python:3.12
#| RUN pip install numpy==1.26.4
FROM base
USER app
RUN pip install numpy==2.0.0

# case: in a stage that is thrown away
# parent base
#| FROM python:3.12
#| RUN pip install numpy==1.26.4
FROM base AS tools
# expect
RUN pip install numpy==2.0.0
FROM base
COPY --from=tools /x /x

# case: a range that the parent's version is in, or none
# parent base
#| FROM python:3.12
#| RUN pip install numpy==1.26.4 torch==2.4.0+cpu
FROM base
RUN pip install "numpy>=1.20,<2" "numpy~=1.26" "numpy==1.26.*" numpy scipy==1.14.0 "torch>=2"

# case: another environment
# parent base
#| FROM python:3.12
#| RUN pip install numpy==1.26.4
FROM base
RUN python -m venv /venv && /venv/bin/pip install numpy==2.0.0
RUN pip install --target /lambda numpy==2.0.0

# case: another image
# parent base
#| FROM python:3.12
#| RUN pip install numpy==1.26.4
FROM python:3.12
RUN pip install numpy==1.26.4

# case: the parent throws it away
# parent base
#| FROM python:3.12 AS tools
#| RUN pip install numpy==1.26.4
#| FROM python:3.12
#| COPY --from=tools /x /x
FROM base
RUN pip install numpy==1.26.4

# case: under a condition, and wheels
# parent base
#| FROM python:3.12
#| RUN pip install numpy==1.26.4
FROM base
RUN pip install "numpy==1.24.0; python_version < '3.9'"
RUN pip wheel numpy==2.0.0
