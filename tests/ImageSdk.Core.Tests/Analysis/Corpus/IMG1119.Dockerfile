# case: lists that a parent project left
# parent base
#| FROM debian:12
#| RUN apt-get update && apt-get install -y curl
FROM base
# expect
RUN apt-get install -y git

# case: lists that a parent's parent wrote, whether or not it left them
# parent base
#| FROM debian:12
#| RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y curl
# parent mid
#| FROM base
#| RUN true
FROM mid
# expect
RUN set -e; DEBIAN_FRONTEND=noninteractive apt-get install -y git && rm -rf /tmp/x

# case: in a here-document, with sudo, and after something harmless
# parent base
#| FROM debian:12
#| RUN apt-get update
FROM base
# expect
RUN <<EOT
set -e
mkdir /x
apt-get install -y git
EOT
USER app
# expect
RUN sudo apt-get install -y make

# case: where there is no safe place for an update
# parent base
#| FROM debian:12
#| RUN apt-get update
FROM base
# expect
RUN if true; then apt-get install -y git; fi
# expect
RUN ["apt-get", "install", "-y", "git"]
# expect
RUN yes | apt-get install git
USER app
# expect
RUN apt-get install -y git

# case: in a stage that is thrown away
# parent base
#| FROM debian:12
#| RUN apt-get update
FROM base AS build
# expect
RUN apt-get install -y gcc
FROM debian:12
COPY --from=build /app /app

# case: lists of its own
# parent base
#| FROM debian:12
#| RUN apt-get update
FROM base AS one
RUN apt-get update && apt-get install -y git
RUN apt-get install -y make
FROM one
RUN apt-get install -y curl

# case: scripts that may write lists
# parent base
#| FROM debian:12
#| RUN apt-get update
FROM base
RUN curl -fsSL https://deb.nodesource.com/setup_20.x | bash - && apt-get install -y nodejs

# case: a script of an earlier RUN
# parent base
#| FROM debian:12
#| RUN apt-get update
FROM base
RUN ./prepare.sh
RUN apt-get install -y nodejs

# case: nobody of the family writes lists
# parent base
#| FROM debian:12
#| RUN true
FROM base
RUN apt-get install -y git

# case: no parent project
FROM debian:12
RUN apt-get install -y git

# case: a mount that may have lists
# parent base
#| FROM debian:12
#| RUN apt-get update
FROM base
RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get install -y git
RUN apt-get clean && apt-get --version
