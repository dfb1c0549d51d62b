# case: nothing but folders
FROM debian:12
# holds 12288 /apt-debian12
# expect
RUN --mount=type=cache,id=apt-debian12,target=/var/cache/apt,sharing=locked apt-get install -y curl

# case: by its target
FROM python:3.12-slim
# holds 4096 //root/.cache/pip
# expect
RUN --mount=type=cache,target=/root/.cache/pip pip install a

# case: one of two
FROM debian:12
# holds 4096 //var/cache/apt
# holds 40000000 //var/lib/apt
# expect
RUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/var/lib/apt apt-get install -y curl

# case: in a stage that is thrown away
FROM debian:12 AS build
# holds 4096 //root/.cache/ccache
# expect
RUN --mount=type=cache,target=/root/.cache/ccache make
FROM debian:12
COPY --from=build /a /a

# case: something in it
FROM debian:12
# holds 90000 //var/cache/apt
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y curl

# case: another builder has it
FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y curl

# case: the id of another mount
FROM debian:12
# holds 4096 /apt
RUN --mount=type=cache,id=apt-cuda,target=/var/cache/apt apt-get install -y curl

# case: no cache
FROM debian:12
# holds 4096 //var/cache/apt
RUN --mount=type=tmpfs,target=/var/cache/apt apt-get install -y curl

# case: silenced
FROM debian:12
# holds 4096 //var/cache/apt
# imagesdk ignore=IMG1412 nothing is installed yet
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y curl
