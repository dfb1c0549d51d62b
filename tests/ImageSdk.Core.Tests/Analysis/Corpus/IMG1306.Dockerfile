# case: the repository
FROM debian:12
# expect
RUN git clone https://github.com/example/x.git

# case: with depth, to a folder
FROM debian:12
# expect
RUN git clone --depth 1 https://github.com/example/x /src && make -C /src

# case: a branch
FROM debian:12
# expect
RUN git clone -b main https://github.com/example/x
# expect
RUN git clone --branch=develop git@github.com:example/x.git

# case: in a stage that is thrown away
FROM debian:12 AS build
# expect
RUN git -c http.sslVerify=true clone https://github.com/example/x
FROM debian:12
COPY --from=build /x /x

# case: a checkout that says nothing
FROM debian:12
# expect
RUN git clone https://github.com/example/x && cd x && git checkout main

# case: a here-document
FROM debian:12
# expect
RUN <<EOT
set -e
git clone --recursive https://github.com/example/x
EOT

# case: a commit
FROM debian:12
RUN git clone https://github.com/example/x && git -C x checkout 0123abc
RUN git clone https://github.com/example/y && cd y && git reset --hard 0123abc
RUN git clone --revision=0123456 https://github.com/example/z

# case: a tag
FROM debian:12
ARG VERSION=v1.0
RUN git clone --depth 1 --branch v1.2.3 https://github.com/example/x
RUN git clone -b "$VERSION" https://github.com/example/y
RUN git clone --branch ${OTHER} https://github.com/example/z

# case: from a folder
FROM debian:12
RUN git clone /mirror/x && git clone file:///mirror/y

# case: no clone
FROM debian:12
RUN git config --global user.name x && git --version

# case: a later step checks out a commit
FROM debian:12
RUN git clone https://github.com/example/x.git /src/x
WORKDIR /src/x
RUN git checkout 0123abc4567
RUN git clone https://github.com/example/y
RUN cd y && git reset --hard 89abcdef01234567
RUN git clone https://github.com/example/z /z
RUN git -C /z fetch origin 89abcdef01234567 && git -C /z checkout FETCH_HEAD

# case: a later step checks out an argument, or a version
FROM debian:12
ARG COMMIT
RUN git clone https://github.com/example/x /x
RUN cd /x && git checkout "${COMMIT}"
RUN git clone https://github.com/example/y /y
RUN cd /y && git checkout v1.4.2

# case: a stage that stands on it checks out a commit
FROM debian:12 AS source
RUN git clone https://github.com/example/x /x
FROM source
RUN git -C /x checkout 0123abc4567

# case: a later step checks out a branch, or another repository's commit
FROM debian:12
# expect
RUN git clone https://github.com/example/x /x
RUN cd /x && git checkout main
# expect
RUN git clone https://github.com/example/y /y
RUN git clone -b v1.0 https://github.com/example/z /z
RUN git -C /z checkout 0123abc4567

# case: the commit is checked out before
FROM debian:12
RUN git -C /x checkout 0123abc4567
# expect
RUN git clone https://github.com/example/x /x

# case: through the shell of conda
FROM continuumio/miniconda3:24.7.1-0
SHELL ["conda", "run", "--no-capture-output", "-n", "app", "/bin/bash", "-c"]
# expect
RUN git clone https://github.com/example/x
