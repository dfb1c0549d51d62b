# case: caches of Python
# file .dockerignore
#| .git
#| __pycache__
#| *.pyc
# expect in .dockerignore:2
# expect in .dockerignore:3
FROM python:3.12
COPY . .

# case: with a slash at the end
# file .dockerignore
#| __pycache__/
# expect in .dockerignore:1
FROM python:3.12
COPY . .

# case: a folder is read
# file app/main.py
#| x
# file .dockerignore
#| *.py[cod]
# expect in .dockerignore:1
FROM python:3.12
COPY app /app

# case: for this Dockerfile
# file Dockerfile.dockerignore
#| # what tools write
#|   .DS_Store
# expect in Dockerfile.dockerignore:2
FROM python:3.12
COPY . .

# case: where there is one below
# file .dockerignore
#| node_modules
# file web/node_modules/a.js
#| x
# expect in .dockerignore:1
FROM node:22
COPY . .
RUN npm ci

# case: before an exception
# file .dockerignore
#| __pycache__
#| !keep
# expect in .dockerignore:1
FROM python:3.12
COPY . .

# case: everywhere
# file .dockerignore
#| **/__pycache__
#| **/*.pyc
FROM python:3.12
COPY . .

# case: both
# file .dockerignore
#| __pycache__
#| **/__pycache__
FROM python:3.12
COPY . .

# case: everything is out
# file .dockerignore
#| *
#| __pycache__
#| !requirements.txt
FROM python:3.12
COPY . .

# case: the root is meant
# file .dockerignore
#| /__pycache__
#| .git
#| node_modules
#| dist
#| a/*.pyc
# file node_modules/a.js
#| x
FROM node:22
COPY . .
RUN npm ci

# case: no folder is read
# file .dockerignore
#| __pycache__
FROM python:3.12
COPY main.py .

# case: no file
FROM python:3.12
COPY . .
