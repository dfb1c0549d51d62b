# case: everything
FROM debian:12
# expect
COPY . .

# case: by another name
FROM debian:12
# expect
ADD ./ /app/

# case: bound
FROM golang:1.22
WORKDIR /src
# expect
RUN --mount=type=bind,target=/src,source=. go build -o /bin/app ./cmd

# case: with a star
FROM debian:12
# expect
COPY * /app/

# case: once
FROM debian:12 AS build
# expect
COPY . .
RUN make
FROM debian:12
COPY . .
COPY --from=build /x /x

# case: things that it names stay
FROM debian:12
# expect
COPY . .
COPY .git /src/.git

# case: in a family with things that do not belong there
# file .git/HEAD
#| ref: refs/heads/main
# file web/node_modules/a/index.js
#| x
# file web/package.json
#| {}
FROM node:22
# expect
COPY . .
RUN npm ci

# case: an ignore file
# file .dockerignore
#| .git
FROM debian:12
COPY . .

# case: one for this Dockerfile
# file Dockerfile.dockerignore
#| .git
FROM debian:12
COPY . .

# case: only parts
FROM debian:12
COPY src/ requirements.txt /app/
COPY *.py /app/

# case: from a stage, and with exclusions
FROM debian:12 AS a
FROM debian:12
COPY --from=a . .
COPY --exclude=.git . /app

# case: in a stage that nothing uses
FROM debian:12 AS a
# expect
COPY . .
FROM debian:12

# case: in two images of one file, which have one context
FROM debian:12 AS api
COPY . .
FROM debian:12
# expect
COPY . .

# case: in a stage that nothing uses and nobody can name
FROM debian:12
COPY . .
FROM debian:12
