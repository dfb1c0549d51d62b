# case: a lower limit
FROM python:3.12
# expect
RUN pip install pydantic>=2

# case: two limits, and others
FROM python:3.12
# expect 2
RUN pip install fastapi pydantic>=2.0,<3 uvicorn[standard]>=0.30 numpy==1.26

# case: an upper limit
FROM python:3.12
# expect
RUN python -m pip install \
      numpy<2 \
      pandas

# case: quoted in part
FROM python:3.12
# expect
RUN pip install "uvicorn[standard]">=0.30

# case: a variable
FROM python:3.12
ARG VERSION=2
# expect
RUN pip install pydantic>=$VERSION

# case: uv and conda
FROM python:3.12
# expect
RUN uv pip install pydantic>=2
# expect
RUN conda install -y numpy>=1.26

# case: a here-document
FROM python:3.12
# expect
RUN <<EOF
pip install pydantic>=2
EOF

# case: in another shell, where a quote would end the script
FROM python:3.12
# expect
RUN bash -c "pip install pydantic>=2"

# case: quoted
FROM python:3.12
RUN pip install "pydantic>=2" 'numpy<2' "uvicorn[standard]>=0.30" pandas~=2.0 scipy==1.13

# case: escaped
FROM python:3.12
RUN pip install pydantic\>=2

# case: redirections that are meant
FROM python:3.12
RUN pip install pydantic > /dev/null 2>&1 && pip install numpy >/log && pip install pandas>log
RUN pip freeze >=2

# case: without a shell
FROM python:3.12
RUN ["pip", "install", "pydantic>=2"]

# case: another program
FROM python:3.12
RUN test 3>=2 && echo pip install a>=2
