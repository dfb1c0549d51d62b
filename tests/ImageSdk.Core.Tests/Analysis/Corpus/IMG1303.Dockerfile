# case: into a shell
FROM debian:12
# expect
RUN curl -fsSL https://example.com/install.sh | sh

# case: with a program before it, options and arguments
FROM debian:12
# expect
RUN wget -qO- https://example.com/install.sh | bash -s -- --yes
# expect
RUN curl -sSL https://example.com/install.sh | tee /log | sudo -E bash -
# expect
RUN curl -sSL https://install.python-poetry.org | python3 -
# expect
RUN curl -sSL https://example.com/install.sh | bash -xs

# case: in a substitution
FROM debian:12
# expect
RUN sh -c "$(curl -fsSL https://example.com/install.sh)"
# expect
RUN eval "$(wget -qO- https://example.com/install.sh)"

# case: in a substitution, with options, pipes, arguments and backticks
FROM debian:12
# expect
RUN bash -eu -o pipefail -c "$(curl -fsSL https://example.com/install.sh | sed s/a/b/)" install --yes
# expect
RUN sudo sh -c "`wget -qO- https://example.com/install.sh`"
# expect
RUN python3 -c "$(curl -fsSL https://example.com/install.py)"

# case: as a file that is none
FROM debian:12
SHELL ["/bin/bash", "-c"]
# expect
RUN bash <(curl -fsSL https://example.com/install.sh) --yes
# expect
RUN source <(curl -fsSL https://example.com/env.sh) && make
# expect
RUN . <(wget -qO- https://example.com/env.sh)
# expect
RUN bash < <(curl -fsSL https://example.com/install.sh)
# expect
RUN bash -s -- --yes <<< "$(curl -fsSL https://example.com/install.sh)"

# case: what comes is an argument or is read by a script of one's own
FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN python3 /process.py "$(curl -s https://example.com/releases.json)"
RUN bash /process.sh <(curl -s https://example.com/list)
RUN diff <(curl -s https://example.com/list) /list
RUN while read -r name; do echo "$name"; done < <(curl -s https://example.com/list)
RUN VERSION=$(curl -s https://example.com/version) && echo "$VERSION"
RUN eval "VERSION=$(curl -s https://example.com/version)"
RUN bash <(cat /setup.sh) && eval "$(ssh-agent)"
RUN bash <(curl -s http://localhost:8080/install.sh)

# case: get-pip
FROM debian:12
# expect
RUN wget https://bootstrap.pypa.io/get-pip.py && python3 get-pip.py && rm get-pip.py
# expect
RUN curl -O https://bootstrap.pypa.io/get-pip.py && python3 ./get-pip.py

# case: to a file of another name
FROM debian:12
# expect
RUN curl -fsSLo /tmp/i.sh https://example.com/x && sh /tmp/i.sh
# expect
RUN curl -fsSL https://example.com/x > /tmp/j.sh && chmod +x /tmp/j.sh && /tmp/j.sh --yes

# case: with a variable and without a scheme
FROM debian:12
ARG NODE=20
# expect
RUN curl -fsSL https://deb.nodesource.com/setup_${NODE}.x | bash -
# expect
RUN curl get.docker.com | sh

# case: inside a here-document and a condition
FROM debian:12
# expect
RUN <<EOT
if true; then
  curl -fsSL https://example.com/install.sh | sh
fi
EOT

# case: checked before it runs
FROM debian:12
RUN curl -fsSLo i.sh https://example.com/i.sh && echo "abc  i.sh" | sha256sum -c - && sh i.sh
RUN wget https://example.com/i.sh && gpg --verify i.sh.asc i.sh && sh i.sh

# case: only stored, unpacked or looked at
FROM debian:12
RUN curl -fsSL https://example.com/a.tar.gz | tar xz
RUN curl -fsSL https://example.com/key.asc | gpg --dearmor -o /usr/share/keyrings/x.gpg
RUN curl -fsSLo /etc/x.conf https://example.com/x.conf && sh /setup.sh

# case: data for a script of one's own
FROM debian:12
RUN curl -s https://example.com/releases.json | python3 -c "import json, sys; print(json.load(sys.stdin))"
RUN curl -s https://example.com/list | sh /process.sh
RUN curl -s https://example.com/x | perl -pe 's/a/b/' > /x

# case: the machine itself
FROM debian:12
RUN curl -s http://localhost:8080/install.sh | sh

# case: a version from the network
FROM debian:12
RUN bash -c "echo $(curl -s https://example.com/version)"

# case: in a later RUN, and in a stage on it
FROM debian:12 AS base
# expect
RUN curl -fsSL -o /tmp/x.sh https://example.com/x.sh
RUN chmod +x /tmp/x.sh
RUN sh /tmp/x.sh && rm /tmp/x.sh
# expect
RUN wget -P /opt https://example.com/get-pip.py
FROM base
RUN python3 /opt/get-pip.py

# case: a name in a variable
FROM debian:12
# expect
RUN NAME=install.sh && curl -OL https://example.com/$NAME && sh $NAME
# expect
RUN NAME=install-$(uname -m).sh; curl -fsSLO "https://example.com/${NAME}" && chmod +x "$NAME" && ./$NAME
# expect
RUN SCRIPT=/tmp/i.sh; curl -o "$SCRIPT" https://example.com/i && bash ${SCRIPT}
# expect
RUN wget "https://example.com/Miniconda3-$(uname -m).sh" -O /tmp/conda.sh && bash /tmp/conda.sh -b

# case: several addresses, each with its file
FROM debian:12
# expect
RUN curl -fsSL -o a.txt https://example.com/a.txt -o b.sh https://example.com/b.sh && sh b.sh
# expect
RUN wget https://example.com/a.txt https://example.com/c.sh && sh c.sh

# case: checked in between, or another file
FROM debian:12
RUN curl -fsSLo /tmp/y.sh https://example.com/y.sh
RUN echo "abc  /tmp/y.sh" | sha256sum -c -
RUN sh /tmp/y.sh
RUN curl -fsSLo /tmp/z.sh https://example.com/z.sh
RUN sh /opt/z.sh
RUN curl -fsSLo /tmp/git https://example.com/git
RUN git --version

# case: a file of the context with the same name
FROM debian:12
RUN curl -fsSLO https://example.com/w.sh
COPY w.sh /app/
RUN sh w.sh
