# case: with others
FROM python:3.12-slim
# expect
RUN apt-get update && apt-get install -y --no-install-recommends \
      ffmpeg \
      libsndfile1

# case: alone
FROM debian:12
# expect
RUN apt-get update && apt install -y ffmpeg && rm -rf /var/lib/apt/lists/*

# case: in a stage that the image starts from
FROM python:3.12-slim AS base
# expect
RUN apt-get update && apt-get install -y ffmpeg
FROM base
RUN true

# case: in a here-document
FROM python:3.12-slim
# expect
RUN <<EOF
set -eu
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ffmpeg tini
EOF

# case: a stage that is thrown away
FROM python:3.12-slim AS convert
RUN apt-get update && apt-get install -y ffmpeg
FROM python:3.12-slim
COPY --from=convert /out /out

# case: something else uses its libraries
FROM python:3.12-slim
RUN apt-get update && apt-get install -y ffmpeg
RUN pip install torchaudio

# case: they are named
FROM debian:12
RUN apt-get update && apt-get install -y ffmpeg libavcodec-extra

# case: a static one
FROM python:3.12-slim
COPY --from=mwader/static-ffmpeg:7.1 /ffmpeg /ffprobe /usr/local/bin/

# case: other packages
FROM python:3.12-slim
RUN apt-get update && apt-get install -y ffmpegthumbnailer
RUN echo ffmpeg

# case: the parent project has it, which says it there
FROM base
# parent base
#| FROM python:3.12-slim
#| RUN apt-get update && apt-get install -y ffmpeg
RUN true

# case: beside headers of something else
FROM python:3.12-slim
# expect
RUN apt-get update && apt-get install -y ffmpeg libpq-dev python3-dev

# case: beside headers of its own libraries
FROM python:3.12-slim
RUN apt-get update && apt-get install -y ffmpeg libavformat-dev libswscale-dev
