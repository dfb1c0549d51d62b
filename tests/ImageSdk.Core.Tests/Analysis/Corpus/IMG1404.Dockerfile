# case: plain words
FROM python:3.12-slim
# expect
ENTRYPOINT python /app/app.py --port 80

# case: a CMD with quotes
FROM python:3.12-slim
# expect
CMD python -c "print('a \"b\"')"

# case: both, where arguments would begin to count
FROM python:3.12-slim
# expect
ENTRYPOINT python /app/app.py
CMD ["--port", "80"]

# case: an entrypoint that needs a shell
FROM python:3.12-slim
# expect
ENTRYPOINT python /app/app.py --port $PORT && echo done

# case: a script, which may not name its shell
FROM debian:12
# expect
ENTRYPOINT /app/start.sh

# case: over several lines
FROM python:3.12-slim
# expect
CMD gunicorn \
    --bind 0.0.0.0:80 \
    app:app

# case: a CMD that needs a shell
FROM python:3.12-slim
CMD python manage.py migrate && gunicorn app:app

# case: a variable in CMD
FROM python:3.12-slim
CMD gunicorn --bind :$PORT app:app

# case: exec
FROM python:3.12-slim
ENTRYPOINT exec python /app/app.py --port ${PORT:-80}

# case: exec at the end
FROM python:3.12-slim
CMD python manage.py migrate && exec gunicorn app:app

# case: the JSON form
FROM python:3.12-slim
ENTRYPOINT ["python", "/app/app.py"]
CMD ["sh", "-c", "echo $HOME"]

# case: a shell that was chosen
FROM python:3.12-slim
SHELL ["/bin/bash", "-c"]
CMD python /app/app.py

# case: in a stage that nothing of runs
FROM python:3.12-slim AS test
ENTRYPOINT pytest
FROM python:3.12-slim
COPY --from=test /report /report
CMD ["python"]

# case: one that does not count
FROM python:3.12-slim
CMD echo none
CMD ["python"]
