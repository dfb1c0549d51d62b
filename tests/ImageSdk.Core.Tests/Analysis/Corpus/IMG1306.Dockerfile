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
