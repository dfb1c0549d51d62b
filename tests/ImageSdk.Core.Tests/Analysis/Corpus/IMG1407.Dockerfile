# case: in a command
FROM python:3.12-slim
# expect
RUN pip install --index-url https://me:hunter2@pypi.corp.net/simple a
# expect
RUN apt-get update && git clone "https://oauth2:glpat-1234@gitlab.com/a/b.git"

# case: a token alone
FROM python:3.12-slim
# expect
RUN git clone https://ghp_abcd1234@github.com/a/b.git

# case: an argument, which stays in the history
FROM python:3.12-slim
ARG TOKEN
# expect
RUN git clone https://x-access-token:${TOKEN}@github.com/a/b.git
ARG OTHER=1
# expect
RUN git clone https://x:$OTHER@github.com/a/b.git

# case: in a here-document
FROM python:3.12-slim
# expect
RUN <<EOF
set -e
git clone https://me:hunter2@github.com/a/b.git
EOF

# case: in ENV and ADD
FROM python:3.12-slim
# expect
ENV PIP_INDEX_URL=https://me:hunter2@pypi.corp.net/simple
# expect
ADD https://me:hunter2@files.corp.net/a.tar.gz /a/

# case: a secret that is mounted
FROM python:3.12-slim
RUN --mount=type=secret,id=token pip install --index-url https://me:$(cat /run/secrets/token)@pypi.corp.net/simple a
RUN --mount=type=secret,id=token TOKEN=$(cat /run/secrets/token) && git clone "https://x:${TOKEN}@github.com/a/b.git"
RUN --mount=type=secret,id=token,env=TOKEN git clone https://x:$TOKEN@github.com/a/b.git

# case: no password
FROM python:3.12-slim
RUN git clone ssh://git@github.com/a/b.git && git clone git@github.com:a/b.git
RUN pip install git+https://github.com/a/b.git@v1.0 && curl http://localhost:8080/a@b
RUN npm install https://registry.npmjs.org/@types/node/-/node-1.tgz
RUN curl -fsSL https://unpkg.com/vue@3.4/dist/vue.js https://example.com/user@host

# case: a database that is not there yet
FROM python:3.12-slim
RUN DATABASE_URL=postgres://postgres:postgres@localhost:5432/db python manage.py collectstatic
ENV DATABASE_URL=postgres://user:password123@db:5432/app

# case: an example
FROM python:3.12-slim
# curl https://me:hunter2@example.net
RUN echo "write https://user:your-password@pypi.corp.net or https://user:secret@example.com"
