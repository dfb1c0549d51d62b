# case: for a program
FROM python:3.12-slim
# expect
RUN apt-get update && apt-get install -y build-essential libpq-dev && rm -rf /var/lib/apt/lists/*
RUN pip install psycopg2
CMD ["python", "app.py"]

# case: headers
FROM python:3.12-slim
# expect
RUN apt-get install -y --no-install-recommends git python3-dev libpq5
ENTRYPOINT ["python", "app.py"]

# case: alpine, dnf
FROM alpine:3.20
# expect
RUN apk add --no-cache build-base
# expect
RUN dnf install -y gcc-c++ openssl-devel
CMD python app.py

# case: in a stage that the image starts from
FROM debian:12 AS base
# expect
RUN apt-get install -y cmake=3.25.1-1
FROM base
ENTRYPOINT ["/app"]

# case: over several lines
FROM debian:12
RUN apt-get update && apt-get install -y \
      ffmpeg \
      # expect
      g++
CMD ["/app"]

# case: thrown away
FROM debian:12 AS build
RUN apt-get install -y build-essential
FROM debian:12
COPY --from=build /app /app
CMD ["/app"]

# case: removed again
FROM alpine:3.20
RUN apk add --virtual .build-deps build-base && make && apk del .build-deps
RUN apt-get install -y gcc libc6-dev && make && apt-get purge -y --auto-remove gcc libc6-dev
CMD ["/app"]

# case: for people
FROM debian:12 AS dev
RUN apt-get install -y build-essential
CMD ["sleep", "infinity"]

# case: a base
FROM debian:12
RUN apt-get install -y build-essential

# case: a shell is no program
FROM debian:12
RUN apt-get install -y build-essential
CMD ["/bin/bash"]

# case: stands on tools
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN apt-get install -y build-essential
CMD ["/app"]

# case: uncertain
FROM python:3.12-slim
RUN apt-get install -y gcc git
CMD ["python", "app.py"]

# case: what programs need
FROM debian:12
RUN apt-get install -y ffmpeg libpq5 curl ca-certificates $MORE-dev
CMD ["/app"]
