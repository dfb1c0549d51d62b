# case: nobody says who
FROM python:3.12-slim
COPY app.py /app/
# expect
CMD ["python", "/app/app.py"]

# case: an entrypoint in a chain of stages
FROM debian:12 AS base
RUN true
FROM base
# expect
ENTRYPOINT ["/usr/bin/app"]

# case: back to root at the end
FROM python:3.12-slim
USER app
# expect
USER root
RUN true
ENTRYPOINT ["python", "/app/app.py"]

# case: the parent project's base is known
FROM base
# parent base
#| FROM python:3.12-slim
#| RUN pip install a
# expect
CMD ["python", "/app/app.py"]

# case: a parent project sets the user
FROM base
# parent base
#| FROM python:3.12-slim
#| USER 10001
CMD ["python", "/app/app.py"]

# case: a user
FROM python:3.12-slim
RUN useradd app
USER app:app
CMD ["python", "/app/app.py"]

# case: a base image, which runs nothing
FROM python:3.12-slim
RUN true

# case: a base of which nothing is known
FROM registry.example/team/python:1
CMD ["python", "/app/app.py"]

# case: distroless says it itself
FROM gcr.io/distroless/static:nonroot
COPY app /app
ENTRYPOINT ["/app"]

# case: the script steps down
FROM debian:12
# file docker-entrypoint.sh
#| #!/bin/sh
#| chown app /data
#| exec gosu app "$@"
COPY docker-entrypoint.sh /usr/local/bin/
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["app"]

# case: a server that does it itself
FROM debian:12
CMD ["nginx", "-g", "daemon off;"]

# case: bases that run as another user
FROM mambaorg/micromamba:1.5.8
CMD ["python", "app.py"]
FROM quay.io/jupyter/base-notebook:2024-10-07
CMD ["start-notebook.py"]
