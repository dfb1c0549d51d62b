# case: download and build
FROM golang:1.23 AS build
WORKDIR /src
COPY go.mod go.sum ./
# expect
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags "-s -w" -o /out/app ./cmd/app
FROM scratch
COPY --from=build /out/app /app

# case: build alone
FROM golang:1.23-bookworm AS build
# expect
RUN go build -o /app .
FROM scratch
COPY --from=build /app /app

# case: a Go of unknown origin
FROM debian:12 AS build
# expect
RUN go build -o /app .
FROM scratch
COPY --from=build /app /app

# case: GOPATH and GOCACHE by variables
FROM debian:12 AS build
ENV GOPATH=/gopath GOCACHE=/compiled
# expect
RUN go build -o /app .
FROM scratch
COPY --from=build /app /app

# case: GOMODCACHE by a variable
FROM golang:1.23 AS build
ENV GOMODCACHE=/modules
# expect
RUN go mod download && go build -o /app .
FROM scratch
COPY --from=build /app /app

# case: in the image itself
FROM golang:1.23
# expect
RUN go install golang.org/x/tools/gopls@v0.16.1

# case: a makefile compiles
FROM golang:1.23 AS build
# expect
RUN go mod download
RUN make build
FROM scratch
COPY --from=build /app /app

# case: with mounts
FROM golang:1.23 AS build
RUN --mount=type=cache,target=/go/pkg/mod go mod download
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build go build -o /app .
RUN --mount=type=cache,target=/root/.cache go build -o /app .
FROM scratch
COPY --from=build /app /app

# case: modules that are in the repository
FROM golang:1.23 AS build
RUN go build -mod=vendor -o /app .
ENV GOFLAGS=-mod=vendor
RUN go test ./...
FROM scratch
COPY --from=build /app /app

# case: nothing is downloaded or compiled
FROM golang:1.23
RUN go version && go env GOPATH && go mod init x && gofmt -l .
