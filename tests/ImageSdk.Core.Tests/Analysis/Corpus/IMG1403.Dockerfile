# case: a server with workers
FROM python:3.12-slim
# expect
ENTRYPOINT ["gunicorn", "-w", "4", "app:app"]

# case: tini can come with what apt installs
FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends \
      ffmpeg \
      libsndfile1 \
 && rm -rf /var/lib/apt/lists/*
# expect
ENTRYPOINT ["celery", "-A", "app", "worker"]

# case: tini is there
FROM base
# parent base
#| FROM python:3.12-slim
#| RUN apt-get update && apt-get install -y tini
# expect
ENTRYPOINT [ "torchrun", "--nproc-per-node", "2", "train.py" ]

# case: by python, and by CMD
FROM python:3.12-slim
# expect
CMD ["python", "-m", "celery", "-A", "app", "worker"]

# case: workers of a server
FROM python:3.12-slim
# expect
CMD ["uvicorn", "app:app", "--workers", "4"]

# case: the entrypoint is the parent's
FROM base
# parent base
#| FROM python:3.12-slim
#| ENTRYPOINT ["tini", "--"]
CMD ["gunicorn", "app:app"]

# case: a script that does not exec
FROM debian:12
# file docker/start.sh
#| #!/bin/bash
#| set -e
#| # exec is not needed
#| migrate
#| server --port 80
COPY docker/start.sh /usr/local/bin/
# expect
ENTRYPOINT ["start.sh"]

# case: a script in a folder that is copied
FROM debian:12
# file docker/start.sh
#| #!/bin/sh
#| server
COPY docker /app
WORKDIR /app
# expect
CMD ["./start.sh"]

# case: a script that does
FROM debian:12
# file start.sh
#| #!/bin/sh
#| set -e
#| migrate
#| exec "$@"
COPY start.sh /start.sh
ENTRYPOINT ["/start.sh"]
CMD ["server"]

# case: an init
FROM python:3.12-slim
ENTRYPOINT ["/usr/bin/tini", "--", "gunicorn", "app:app"]

# case: another init
FROM python:3.12-slim
ENTRYPOINT ["dumb-init", "celery", "worker"]

# case: programs that start nothing
FROM python:3.12-slim
ENTRYPOINT ["python", "app.py"]

# case: one worker
FROM python:3.12-slim
CMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--workers", "1"]

# case: a base that may have an init
FROM jupyter/base-notebook:latest
CMD ["jupyter", "lab"]

# case: only a script of python that nobody can read here
FROM python:3.12-slim
COPY serve.py /app/
CMD ["python", "/app/serve.py"]
