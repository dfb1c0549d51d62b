# case: the history
# file .dockerignore
#| *.md
# file .git/HEAD
#| ref: refs/heads/main
FROM debian:12
# expect
COPY . .

# case: below a folder
# file .dockerignore
#| .git
# file app/shared/__pycache__/a.pyc
#| x
FROM debian:12
# expect
COPY app /app

# case: a virtual environment
# file .dockerignore
#| .git
# file .venv/pyvenv.cfg
#| home = /usr/bin
FROM python:3.12
# expect
COPY . .

# case: a folder without an ignore file
# file app/__pycache__/a.pyc
#| x
FROM python:3.12
# expect
COPY app/ /app/

# case: what the build writes again
# file .dockerignore
#| .git
# file package.json
#| {}
# file node_modules/a/index.js
#| x
FROM node:22
COPY package.json .
RUN npm install
# expect
COPY . .

# case: let in again
# file .dockerignore
#| *
#| !app
# file app/__pycache__/a.pyc
#| x
FROM python:3.12
# expect
COPY . .

# case: outputs of .NET
# file .dockerignore
#| .git
# file api/api.csproj
#| <Project />
# file api/obj/project.assets.json
#| {}
FROM example/sdk:10.0
# expect
COPY . .
RUN dotnet publish api

# case: what only a build of .NET reads
# file .dockerignore
#| .git
# file api/api.csproj
#| <Project />
# file api/obj/project.assets.json
#| {}
FROM python:3.12
# expect
COPY . .

# case: the same in the artifacts layout
# file .dockerignore
#| .git
# file artifacts/obj/api/project.assets.json
#| {}
# file artifacts/bin/api/release/api.dll
#| x
FROM python:3.12
# expect
COPY . .

# case: what ImageSdk wrote is not sent
# file .dockerignore
#| .git
# file api/api.csproj
#| <Project Sdk="ImageSdk" />
# file api/obj/Release/api.csproj.image/image.plan.json
#| {}
# file api/bin/Release/api.csproj.image.json
#| {}
FROM python:3.12
COPY . .

# case: kept out
# file .dockerignore
#| **/.git
#| **/__pycache__
# file .git/HEAD
#| x
# file a/__pycache__/a.pyc
#| x
FROM debian:12
COPY . .

# case: only what is named
# file .git/HEAD
#| x
# file a/b.py
#| x
FROM debian:12
COPY a/ /a/
COPY *.py /b/

# case: the build reads the history
# file .dockerignore
#| *.md
# file .git/HEAD
#| x
FROM debian:12
COPY . .
RUN git describe > /version

# case: a version from the history
# file .dockerignore
#| *.md
# file pyproject.toml
#| [build-system]
#| requires = ["setuptools-scm"]
# file .git/HEAD
#| x
FROM python:3.12
COPY . .
RUN pip install .

# case: a folder of that name that is no cache
# file .dockerignore
#| .git
# file bin/start.sh
#| exec app
# file env/settings.ini
#| a = b
# file target/x
#| y
FROM debian:12
COPY . .

# case: outputs that nobody makes in the image
# file .dockerignore
#| .git
# file api.csproj
#| <Project />
# file bin/Release/api.dll
#| x
FROM example/runtime:10.0
COPY . .

# case: a folder that an instruction names is not kept out
# file .dockerignore
#| .git
# file web/node_modules/x.js
#| x
FROM node:22
RUN npm ci
COPY web/node_modules /node_modules
# expect
COPY . .
