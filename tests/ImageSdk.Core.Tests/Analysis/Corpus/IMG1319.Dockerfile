# case: apt
# removed 1
FROM debian:12
# expect
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN apt-get update && apt-get install -y ffmpeg && rm -rf /var/lib/apt/lists/*

# case: apt with mounts
# removed 2
FROM debian:12
# expect
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get install -y curl
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    apt-get install -y ffmpeg

RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get install -y \
      git

# case: small ones
# removed 3
FROM debian:12
# expect
RUN mkdir /app
RUN useradd app
RUN chown app /app && chmod 700 /app
RUN echo a > /app/a
USER app

# case: two groups
# removed 3
FROM debian:12
# expect
RUN apt-get install -y curl
RUN apt-get install -y ffmpeg
# expect
RUN mkdir /a
RUN mkdir /b
RUN mkdir /c

# case: two small ones are a matter of taste
FROM debian:12
RUN mkdir /app
RUN useradd app

# case: with something between
FROM debian:12
RUN mkdir /a
ENV X=1
RUN mkdir /b
USER app
RUN mkdir /c

# case: with comments
FROM debian:12
RUN apt-get install -y curl
# for the sound
RUN apt-get install -y ffmpeg
RUN apt-get install -y git # for the version
RUN apt-get install -y \
      # video
      mpv
RUN apt-get install -y vlc

# case: other mounts
FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get install -y curl
RUN --mount=type=cache,target=/var/cache/apt,id=x,sharing=locked apt-get install -y ffmpeg
RUN --mount=type=tmpfs,target=/tmp mkdir /a
RUN --mount=type=tmpfs,target=/tmp mkdir /b
RUN --mount=type=tmpfs,target=/tmp mkdir /c

# case: not one list of commands
FROM debian:12
RUN mkdir /a; mkdir /b
RUN mkdir /c || true
RUN mkdir /d &
RUN (mkdir /e)
RUN x=1 && mkdir /$x

# case: different things
FROM debian:12
RUN apt-get install -y python3-pip
RUN pip install fastapi
RUN mkdir /a
RUN /setup.sh
RUN mkdir /b

# case: commands that leave something to the shell
FROM debian:12
RUN cd /tmp && mkdir a
RUN export A=b && mkdir b
RUN set -x && mkdir c

# case: no shell
FROM debian:12
RUN ["mkdir", "/a"]
RUN ["mkdir", "/b"]
RUN ["mkdir", "/c"]
