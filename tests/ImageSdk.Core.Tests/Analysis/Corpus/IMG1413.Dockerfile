# case: arguments that the command line gives
FROM python:3.12-slim
# expect
ARG NPM_TOKEN
# expect 2
ARG GITHUB_TOKEN="" DB_PASSWORD
# expect
ARG githubToken
RUN npm ci

# case: each kind of name
FROM python:3.12-slim
# expect
ARG PGPASSWD
# expect
ARG CLIENT_SECRET
# expect
ARG API_KEY
# expect
ARG OPENAI_APIKEY
# expect
ARG AWS_CREDENTIALS
# expect
ARG SSH_PRIVATE_KEY
# expect
ARG SSH_KEY
# expect
ARG NPM_TOKEN_PROD
RUN make

# case: an argument that takes its value from another
ARG TOKEN
FROM python:3.12-slim
# expect
ARG TOKEN
# expect
ARG HF_TOKEN=$TOKEN
RUN python fetch.py

# case: ENV keeps what an argument brings
FROM python:3.12-slim
# expect
ARG DB_PASS_SECRET
# expect
ENV DB_PASSWORD=${DB_PASS_SECRET}

# case: in a stage that is thrown away, and in one that the target does not need
FROM node:22-slim AS build
# expect
ARG NPM_TOKEN
RUN npm ci
FROM node:22-slim AS other
# expect
ARG NPM_TOKEN
RUN npm ci
FROM node:22-slim
COPY --from=build /out /out

# case: a secret with a value is another rule's
FROM python:3.12-slim
ARG HF_TOKEN=hf_abcdefgh
ENV DB_PASSWORD=hunter2

# case: a value that stands in for a secret
FROM python:3.12-slim
ARG SECRET_KEY=dummy-for-collectstatic
ARG VNC_PASSWORD=changeme
ENV DB_PASSWORD= \
    ADMIN_PASSWORD=""

# case: names that are no secrets
FROM python:3.12-slim
ARG SSH_PUBLIC_KEY
ARG DEPLOY_PUBLIC_TOKEN
ARG TOKENIZERS_PARALLELISM
ARG TOKENIZER
ARG MAX_TOKENS
ARG MAX_TOKEN
ARG DB_PASSWORD_FILE
ARG GPG_KEY
ARG CACHE_KEY
ARG TOKEN_URL
ARG SECRET_NAME
ARG MONKEY
ARG KEYBOARD
ARG PASSWORD_MIN_LENGTH
ARG AUTHOR
ARG USE_TOKEN
ARG tokenizer
RUN make

# case: a mounted secret
FROM python:3.12-slim
RUN --mount=type=secret,id=hf-token,env=HF_TOKEN python fetch.py

# case: before the first stage, where no command can see it
ARG REGISTRY_TOKEN
FROM python:3.12-slim
RUN make
