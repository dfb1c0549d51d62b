# case: in a command
FROM python:3.12
# expect
RUN pip install --extra-index-url https://pypi.example.com/simple our-package==1.0

# case: with an equals sign
FROM python:3.12
# expect
RUN pip install --extra-index-url=https://download.pytorch.org/whl/cpu torch==2.4.0

# case: in a file
# file requirements.txt
#| fastapi==0.115.0
#| --extra-index-url https://pypi.example.com/simple
FROM python:3.12
COPY requirements.txt .
# expect in requirements.txt:2
RUN pip install -r requirements.txt

# case: wheels
FROM python:3.12
# expect
RUN pip wheel --extra-index-url https://pypi.example.com/simple our-package

# case: uv, told to do as pip does
FROM python:3.12
# expect
RUN uv pip install --system --index-strategy unsafe-best-match --extra-index-url https://pypi.example.com/simple our-package

# case: a file once for several commands
# file requirements.txt
#| --extra-index-url https://pypi.example.com/simple
#| our-package==1
FROM python:3.12
COPY requirements.txt .
# expect in requirements.txt:1
RUN pip download -r requirements.txt
RUN pip install -r requirements.txt

# case: one index
FROM python:3.12
RUN pip install --index-url https://pypi.example.com/simple our-package
RUN pip install -i https://download.pytorch.org/whl/cpu torch

# case: uv takes the first index that has it
FROM python:3.12
RUN uv pip install --system --extra-index-url https://pypi.example.com/simple our-package

# case: a version that only one index has
FROM python:3.12
RUN pip install --extra-index-url https://download.pytorch.org/whl/cpu torch==2.4.0+cpu

# case: hashes
# file requirements.txt
#| --extra-index-url https://pypi.example.com/simple
#| our-package==1.0 --hash=sha256:00
FROM python:3.12
COPY requirements.txt .
RUN pip install -r requirements.txt
