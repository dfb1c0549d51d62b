# case: an archive
FROM debian:12
# expect
ADD https://example.com/a-1.2.tar.gz /tmp/

# case: several
FROM debian:12
# expect 2
ADD https://example.com/a https://example.com/b /tmp/

# case: in JSON, with other flags
FROM debian:12
# expect
ADD --chown=1:1 ["https://example.com/a", "/tmp/a"]

# case: a variable
FROM debian:12
ARG VERSION=1.0
# expect
ADD https://example.com/a-${VERSION}.zip /tmp/

# case: a repository
FROM debian:12
# expect
ADD https://github.com/moby/buildkit.git /src

# case: a branch
FROM debian:12
# expect
ADD https://github.com/moby/buildkit.git#main /src
# expect
ADD git@github.com:moby/buildkit.git#main:docs /docs

# case: a web page that is no repository
FROM debian:12
# expect
ADD https://github.com/moby/buildkit/archive/main.zip /src

# case: with a checksum
FROM debian:12
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/a /tmp/

# case: a commit, a tag with a version
FROM debian:12
ADD https://github.com/moby/buildkit.git#8f1a2b3 /a
ADD https://github.com/moby/buildkit.git#v0.14.1:docs /b
ADD https://github.com/moby/buildkit.git?ref=v0.14.1 /c

# case: not known
FROM debian:12
ARG COMMIT
ADD https://github.com/moby/buildkit.git#${COMMIT} /src

# case: files
FROM debian:12
ADD a.tar.gz /tmp/
COPY b /b

# case: of this machine
FROM debian:12
ADD http://localhost:8000/a /tmp/
