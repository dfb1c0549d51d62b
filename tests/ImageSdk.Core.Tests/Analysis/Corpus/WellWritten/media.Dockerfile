FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04 AS base
ENV DEBIAN_FRONTEND=noninteractive
SHELL ["/bin/bash", "-o", "pipefail", "-c"]

FROM base AS tools
# imagesdk ignore=IMG1104 once for all images
RUN apt-get update \
 && apt-get install -y --no-install-recommends build-essential ca-certificates cmake curl git ninja-build \
 && rm -rf /var/lib/apt/lists/*
ARG OPUS_VERSION=1.5.2
ARG OPUS_SHA256=65c1d2f78b9f2fb20082c38cbe47c951ad5839345876e46941612ee87f9a7ce1
RUN curl -fsSLO https://downloads.xiph.org/releases/opus/opus-${OPUS_VERSION}.tar.gz \
 && echo "${OPUS_SHA256}  opus-${OPUS_VERSION}.tar.gz" | sha256sum -c - \
 && tar xf opus-${OPUS_VERSION}.tar.gz \
 && cd opus-${OPUS_VERSION} && ./configure --prefix=/opt/opus && make -j"$(nproc)" install
RUN git clone https://github.com/example/filters.git /src/filters \
 && git -C /src/filters checkout 8f1a2b3c4d5e6f708192a3b4c5d6e7f801234567 \
 && cmake -G Ninja -S /src/filters -B /build && cmake --install /build --prefix /opt/filters

FROM base
# imagesdk ignore=IMG1104 the key is needed first
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl gnupg \
 && curl -fsSL https://packages.example.com/key.asc | gpg --dearmor -o /usr/share/keyrings/example.gpg \
 && echo "deb [signed-by=/usr/share/keyrings/example.gpg] https://packages.example.com/apt stable main" > /etc/apt/sources.list.d/example.list \
 && apt-get update \
 && apt-get install -y --no-install-recommends ffmpeg=7:* \
 && apt-get purge -y --auto-remove gnupg \
 && rm -rf /var/lib/apt/lists/*
COPY --from=tools /opt/opus /opt/opus
COPY --from=tools /opt/filters /opt/filters
RUN useradd --create-home --uid 10001 media
ADD rootfs.tar.xz /
USER 10001
ARG REVISION=unknown
LABEL org.opencontainers.image.revision=$REVISION
ENTRYPOINT ["/opt/filters/bin/serve"]
