# case: an environment
# file .env
#| PASSWORD=x
FROM debian:12
# expect
COPY . .

# case: in a folder
# file app/.env.local
#| PASSWORD=x
FROM debian:12
# expect
COPY app /app

# case: a key by its name
# file deploy/id_rsa
#| x
# file .dockerignore
#| .git
FROM debian:12
# expect
COPY . .

# case: a key by its content
# file certs/server.pem
#| -----BEGIN RSA PRIVATE KEY-----
FROM debian:12
# expect
COPY ./certs /certs

# case: two
# file .env
#| A=b
# file .pypirc
#| x
FROM debian:12
# expect 2
ADD . /app

# case: a store of keys
# file a.p12
#| x
FROM debian:12
# expect
COPY . .

# case: kept out
# file .env
#| A=b
# file .dockerignore
#| .env
FROM debian:12
COPY . .

# case: an example, a public certificate, a word
# file .env.example
#| A=
# file ca.pem
#| -----BEGIN CERTIFICATE-----
# file translations.key
#| hello
FROM debian:12
COPY . .

# case: a test's
# file tests/fixtures/server.key
#| -----BEGIN PRIVATE KEY-----
FROM debian:12
COPY . .

# case: bound, not copied
# file .env
#| A=b
FROM debian:12
RUN --mount=type=bind,source=.,target=/src make -C /src

# case: named: someone decided that
# file .env
#| A=b
FROM debian:12
COPY .env /app/.env

# case: in a folder that is not read
# file deploy/.env
#| A=b
# file app/x.py
#| x
FROM debian:12
COPY app /app
