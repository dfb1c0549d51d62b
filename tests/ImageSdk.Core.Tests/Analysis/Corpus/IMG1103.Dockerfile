# case: between others
FROM debian:12
# expect
RUN apt-get update && apt-get upgrade -y && apt-get install -y curl

# case: at the end, on a line of its own
FROM debian:12
# expect
RUN apt-get update \
 && apt-get install -y curl \
 && apt-get -y dist-upgrade

# case: at the beginning
FROM debian:12
# expect
RUN apt-get upgrade -y; apt-get install -y curl

# case: apt has another name for it
FROM debian:12
# expect
RUN apt update && apt -y full-upgrade

# case: alone in its RUN, which nobody removes for you
FROM debian:12
# expect
RUN apt-get upgrade -y

# case: in a here-document
FROM debian:12
# expect
RUN <<EOF
apt-get update
# security
apt-get upgrade -y
apt-get install -y curl
EOF

# case: where it may fail
FROM debian:12
# expect
RUN apt-get update && apt-get upgrade -y || true

# case: a package by name
FROM debian:12
RUN apt-get update && apt-get install -y --only-upgrade openssl

# case: another tool that upgrades
FROM debian:12
RUN pip install --upgrade wheel && npm upgrade

# case: a variable called so
FROM debian:12
RUN upgrade=1 && echo upgrade
