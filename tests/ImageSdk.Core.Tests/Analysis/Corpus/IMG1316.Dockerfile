# case: folders above
FROM debian:12
# expect
COPY --parents a/b/c /x/

# case: an exclusion, with a directive
# escape=\
FROM debian:12
# expect
COPY --exclude=*.md . /x/

# case: unpacking
FROM debian:12
# expect
ADD --unpack=true a.tar /x/

# case: a front end that is too old
# syntax=docker/dockerfile:1.3
FROM debian:12
# expect
COPY --link a /a

# case: a front end that knows it
# syntax=docker/dockerfile:1.7-labs
FROM debian:12
COPY --parents a/b /x/

# case: the front end of today, and one that nobody knows
# syntax=docker/dockerfile:1
FROM debian:12
COPY --parents a/b /x/

# case: security
FROM debian:12
# expect
RUN --security=insecure true

# case: two of them
FROM debian:12
# expect
COPY --parents a/b /x/
COPY --exclude=a b /x/

# case: everybody knows these
FROM debian:12
COPY --link --chmod=644 a /a
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/a /a
RUN --mount=type=cache,target=/x true
RUN <<EOT
true
EOT

# case: nothing
FROM debian:12
COPY a /a
RUN --network=none true
