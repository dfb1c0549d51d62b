# case: an archive
FROM debian:12
# expect
RUN curl -fsSLO https://example.com/a-1.2.tar.gz && tar xf a-1.2.tar.gz

# case: piped
FROM debian:12
# expect
RUN curl -fsSL https://example.com/a?arch=x | tar xz -C /opt

# case: a package
FROM debian:12
# expect
RUN wget -q https://example.com/a_1.2.deb && dpkg -i a_1.2.deb

# case: with another name
FROM debian:12
# expect
RUN wget -O /tmp/a.zip https://example.com/download/123 && unzip /tmp/a.zip

# case: two
FROM debian:12
# expect 2
RUN curl -LO https://example.com/a.tgz && curl -LO https://example.com/b.jar

# case: checked, here and later
FROM debian:12
RUN curl -LO https://example.com/a.tgz && echo "abc  a.tgz" | sha256sum --check && tar xf a.tgz
RUN curl -LO https://example.com/b.tgz
RUN sha512sum -c b.tgz.sha512
RUN wget https://example.com/c.tgz && openssl dgst -sha256 -verify key c.tgz

# case: signed
FROM debian:12
RUN wget https://example.com/c.tgz https://example.com/c.tgz.asc && gpg --batch --verify c.tgz.asc c.tgz

# case: a key, a list, a page
FROM debian:12
RUN curl -fsSL https://example.com/key.gpg -o /usr/share/keyrings/example.gpg
RUN curl -fsSL https://example.com/index.json > /x.json

# case: what runs is another rule's
FROM debian:12
RUN curl -fsSL https://example.com/install.run -o i.run && sh i.run

# case: from the machine itself, and none at all
FROM debian:12
RUN curl -fsSLO http://localhost/a.tgz
RUN tar xf /a.tgz && curl -I https://example.com/a.tgz
