# case: Go on Debian
FROM golang:1.23 AS build
RUN CGO_ENABLED=0 go build -o /app .
# expect
FROM debian:12-slim
COPY --from=build /app /app
ENTRYPOINT ["/app"]

# case: with certificates and a user
FROM rust:1.80 AS build
RUN cargo build --release
# expect
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata && rm -rf /var/lib/apt/lists/*
RUN useradd app
COPY --from=build /src/target/release/server /usr/local/bin/server
COPY config.toml /etc/server/
USER app
CMD ["/usr/local/bin/server"]

# case: it needs a program of the distribution
FROM golang:1.23 AS build
FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg
COPY --from=build /app /app
ENTRYPOINT ["/app"]

# case: a script starts it
FROM golang:1.23 AS build
FROM debian:12-slim
# file start.sh
#| #!/bin/sh
#| exec /app
COPY --from=build /app /app
COPY start.sh /start.sh
ENTRYPOINT ["/start.sh"]

# case: a health check calls a program
FROM golang:1.23 AS build
FROM debian:12-slim
COPY --from=build /app /app
HEALTHCHECK CMD curl -f http://localhost/
ENTRYPOINT ["/app"]

# case: distroless, scratch and Alpine
FROM golang:1.23 AS build
FROM gcr.io/distroless/static:nonroot
COPY --from=build /app /app
ENTRYPOINT ["/app"]

# case: Python
FROM python:3.12-slim AS build
FROM debian:12-slim
COPY --from=build /venv /venv
ENTRYPOINT ["/venv/bin/app"]

# case: something else comes along
FROM golang:1.23 AS build
FROM node:20 AS web
FROM debian:12-slim
COPY --from=build /app /app
COPY --from=web /dist /dist
ENTRYPOINT ["/app"]

# case: commands of which nothing is known
FROM golang:1.23 AS build
FROM debian:12-slim
COPY --from=build /app /app
RUN /app --self-test && git --version
ENTRYPOINT ["/app"]

# case: the program is from elsewhere
FROM golang:1.23 AS build
FROM debian:12-slim
COPY --from=build /tool /usr/local/bin/tool
CMD ["/bin/bash"]
