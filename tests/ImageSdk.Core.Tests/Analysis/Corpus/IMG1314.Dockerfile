# case: a script
FROM debian:12
# expect
ADD entrypoint.sh /entrypoint.sh

# case: everything
FROM debian:12
# expect
ADD . /app

# case: several, with flags
FROM debian:12
# expect
ADD --chown=1:1 --chmod=644 a.json b.yml /etc/app/

# case: in lower case, in JSON
FROM debian:12
# expect
add ["a b.txt", "/a"]

# case: a pattern
FROM debian:12
# expect
ADD *.py /app/

# case: a folder
# file conf/app
#| x
FROM debian:12
# expect
ADD conf /etc/app

# case: files with known names
FROM debian:12
# expect
ADD Gemfile Gemfile.lock /app/

# case: archives
FROM debian:12
ADD rootfs.tar.xz /
ADD a.tgz /b/

# case: perhaps an archive
FROM debian:12
ADD rootfs /
ADD data* /data/
ADD ${FILE} /x/

# case: one of several
FROM debian:12
ADD a.py b.tar /app/

# case: from the network
FROM debian:12
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/a.txt /a.txt
ADD https://github.com/example/x.git#v1.0 /x

# case: COPY
FROM debian:12
COPY a.py /a.py
