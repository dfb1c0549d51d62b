# case: without the option
FROM debian:12
# expect
RUN apt-get update && apt-get install --no-install-recommends curl

# case: apt, and an upgrade
FROM debian:12
# expect 2
RUN apt upgrade && apt install curl

# case: noninteractive answers questions of packages, not this one
FROM debian:12
ENV DEBIAN_FRONTEND=noninteractive
# expect
RUN apt-get install curl

# case: quiet is not very quiet
FROM debian:12
# expect
RUN apt-get -q install curl

# case: the JSON form
FROM debian:12
# expect
RUN ["/usr/bin/apt-get", "install", "curl"]

# case: each spelling of the option
FROM debian:12
RUN apt-get -y install a && apt-get install --yes b && apt-get install c --assume-yes && apt-get -qqy install d && apt-get install -qq e

# case: configured
FROM debian:12
RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes
RUN apt-get install curl

# case: answered by a pipe or a file
FROM debian:12
RUN yes | apt-get install curl
RUN apt-get install curl < /answers

# case: by -o
FROM debian:12
RUN apt-get -o APT::Get::Assume-Yes=true install curl

# case: simulated
FROM debian:12
RUN apt-get install -s curl && apt-get update && apt-get clean

# case: configured in a parent project
# parent base
#| FROM debian:12
#| RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes
FROM base
RUN apt-get install curl
