# case: alone
FROM debian:12
# expect
RUN apt-get update
RUN apt-get install -y curl

# case: with a clean-up
FROM debian:12
# expect
RUN apt-get update && rm -rf /tmp/x && apt-get clean

# case: with sudo
FROM debian:12
# expect
RUN sudo apt-get -qq update

# case: in JSON
FROM debian:12
# expect
RUN ["apt-get", "update"]

# case: with an upgrade, which is another rule's
FROM debian:12
# expect
RUN apt update && apt upgrade -y

# case: in a here-document
FROM debian:12
# expect
RUN <<EOF
set -e
apt-get update
EOF

# case: with an install
FROM debian:12
RUN apt-get update && apt-get install -y curl

# case: with something that may install
FROM debian:12
RUN apt-get update && ./install.sh
RUN apt-get update && xargs -a packages.txt apt-get install -y
RUN apt-get update && apt-get build-dep -y python3

# case: of another tool
FROM alpine:3.20
RUN apk update
