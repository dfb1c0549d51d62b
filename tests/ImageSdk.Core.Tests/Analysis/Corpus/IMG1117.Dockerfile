# case: the folder of programs
# platforms linux/amd64,linux/arm64
FROM rust:1.82 AS build
WORKDIR /app
# expect
RUN --mount=type=cache,target=/app/target cargo build --release && cp target/release/app /bin/app
FROM debian:12
COPY --from=build /bin/app /app

# case: with an id that is the same for all
# platforms linux/amd64,linux/arm64
FROM rust:1.82
# expect
RUN --mount=type=cache,id=target,target=/app/target cargo build --release

# case: a relative target
# platforms linux/amd64,linux/arm64
FROM rust:1.82
WORKDIR /app
# expect
RUN --mount=type=cache,target=target cargo build --release

# case: the folder by a variable
# platforms linux/amd64,linux/arm64
FROM rust:1.82
ENV CARGO_TARGET_DIR=/out
# expect
RUN --mount=type=cache,target=/out cargo build --release

# case: the argument is not declared
# platforms linux/amd64,linux/arm64
FROM rust:1.82
# expect
RUN --mount=type=cache,id=target-$TARGETPLATFORM,target=/app/target cargo build --release

# case: an id for each platform
# platforms linux/amd64,linux/arm64
FROM rust:1.82
ARG TARGETPLATFORM
RUN --mount=type=cache,id=target-$TARGETPLATFORM,target=/app/target cargo build --release

# case: a folder for each platform
# platforms linux/amd64,linux/arm64
FROM rust:1.82
RUN --mount=type=cache,target=/app/target cargo build --release --target aarch64-unknown-linux-gnu

# case: one platform
# platforms linux/amd64
FROM rust:1.82
RUN --mount=type=cache,target=/app/target cargo build --release

# case: crates are the same everywhere
# platforms linux/amd64,linux/arm64
FROM rust:1.82
RUN --mount=type=cache,target=/usr/local/cargo/registry cargo build --release
