# case: build
FROM rust:1.82 AS build
# expect
RUN cargo build --release
FROM debian:12-slim
COPY --from=build /app/target/release/app /app

# case: fetch and build offline
FROM rust:1.82 AS build
# expect
RUN cargo fetch --locked
COPY . .
RUN cargo build --release --offline
FROM debian:12-slim
COPY --from=build /app/target/release/app /app

# case: with a tool chain
FROM rust:1.82-slim-bookworm AS build
# expect
RUN rustup target add x86_64-unknown-linux-musl && cargo +stable build --release --target x86_64-unknown-linux-musl
FROM scratch
COPY --from=build /app /app

# case: cargo-chef
FROM rust:1.82 AS chef
# expect
RUN cargo install cargo-chef --locked
FROM chef AS build
RUN cargo chef cook --release --recipe-path recipe.json
COPY . .
RUN cargo build --release
FROM debian:12-slim
COPY --from=build /app/target/release/app /app

# case: another folder
FROM debian:12 AS build
ENV CARGO_HOME=/cargo
# expect
RUN cargo build --release
FROM scratch
COPY --from=build /app /app

# case: a cargo of unknown origin
FROM debian:12 AS build
# expect
RUN cargo install --path .
FROM scratch
COPY --from=build /app /app

# case: with mounts
FROM rust:1.82 AS build
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/app/target cargo build --release && cp target/release/app /app
FROM scratch
COPY --from=build /app /app

# case: crates that are in the repository
FROM rust:1.82 AS build
COPY vendor/ vendor/
RUN cargo build --release --offline
FROM scratch
COPY --from=build /app /app

# case: nothing is downloaded
FROM rust:1.82
RUN cargo --version && cargo fmt --check && cargo new x
