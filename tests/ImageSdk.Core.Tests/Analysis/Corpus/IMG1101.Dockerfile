# case: the plain form
FROM debian:12
# expect
RUN apt-get update && apt-get install -y curl

# case: apt instead of apt-get, with a path and sudo
FROM debian:12
# expect
RUN sudo -E /usr/bin/apt install -y curl

# case: continued over lines with comments inside
FROM debian:12
# expect
RUN apt-get update \
    # what we need
 && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
      curl \
      # and this
      ca-certificates \
 && rm -rf /var/lib/apt/lists/*

# case: two calls in one RUN
FROM debian:12
# expect 2
RUN apt-get update; apt-get install -y a; apt-get install -y b

# case: a here-document
FROM debian:12
# expect
RUN <<EOF
set -e
apt-get update
apt-get install -y curl
EOF

# case: the JSON form
FROM debian:12
# expect
RUN ["apt-get", "install", "-y", "curl"]

# case: inside another shell
FROM debian:12
# expect
RUN bash -c 'apt-get update && apt-get install -y curl'

# case: inside a condition
FROM debian:12
ARG GPU
# expect
RUN if [ -n "$GPU" ]; then apt-get update && apt-get install -y nvtop; fi

# case: packages in a variable of the script
FROM debian:12
# expect
RUN packages="curl git" && apt-get install -y $packages

# case: options in a variable of the Dockerfile, without the one
FROM debian:12
ARG APT_OPTIONS="-y -q"
# expect
RUN apt-get install $APT_OPTIONS curl

# case: in a stage that is thrown away, too
FROM debian:12 AS build
# expect
RUN apt-get install -y gcc
FROM debian:12
COPY --from=build /bin/true /x

# case: with the option
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends curl

# case: the option before the subcommand
FROM debian:12
RUN apt-get -y --no-install-recommends install curl

# case: by -o
FROM debian:12
RUN apt-get install -y -o APT::Install-Recommends=false curl \
 && apt-get install -y -o=APT::Install-Recommends=0 git

# case: in the name of clarity, with recommends
FROM debian:12
RUN apt-get install -y --install-recommends texlive

# case: configured before
FROM debian:12
RUN echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99-lean
RUN apt-get install -y curl

# case: configured in the same RUN, with printf and tee
FROM debian:12
RUN printf 'APT::Install-Recommends "0";\nAPT::Install-Suggests "0";\n' | tee /etc/apt/apt.conf.d/99-lean && apt-get install -y curl

# case: configured by a file
# file apt-lean.conf
#| APT { Install-Recommends "false"; };
FROM debian:12
COPY apt-lean.conf /etc/apt/apt.conf.d/99-lean
RUN apt-get install -y curl

# case: configured by a here-document of COPY
FROM debian:12
COPY <<EOF /etc/apt/apt.conf.d/99-lean
APT::Install-Recommends "false";
EOF
RUN apt-get install -y curl

# case: configured in a parent project
# parent base
#| FROM debian:12
#| RUN echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99-lean
FROM base
RUN apt-get install -y curl

# case: a parent project that configures nothing
# parent base
#| FROM debian:12
#| RUN echo hello
FROM base
# expect
RUN apt-get install -y curl

# case: options in a variable of the Dockerfile, with the one
FROM debian:12
ENV APT_OPTIONS="-y --no-install-recommends"
RUN apt-get install $APT_OPTIONS curl

# case: options that only the build knows
FROM debian:12
ARG APT_OPTIONS
RUN apt-get install $APT_OPTIONS curl

# case: nothing is installed
FROM debian:12
RUN apt-get update && apt-get install -f && apt-get download curl && apt-cache policy

# case: text that only looks like it
FROM debian:12
RUN echo "run apt-get install -y curl" > /etc/motd # apt-get install -y nothing
RUN cat <<EOF > /install.sh
apt-get install -y curl
EOF

# case: ignored with a reason
FROM debian:12
# imagesdk ignore=IMG1101 recommends of texlive are the fonts
RUN apt-get install -y texlive

# case: ignored in the whole file
# imagesdk ignore-file=IMG1102,IMG1101 a development image
FROM debian:12
RUN apt-get install -y texlive
RUN apt-get install -y git

# case: another rule is ignored
FROM debian:12
# imagesdk ignore=IMG1102
# expect
RUN apt-get install -y texlive

# case: another shell
FROM mcr.microsoft.com/windows
SHELL ["powershell", "-Command"]
RUN apt-get install -y curl
