# case: requirements
FROM python:3.12
# expect
COPY requirements.txt /tmp/requirements.txt
RUN pip install -r /tmp/requirements.txt && rm /tmp/requirements.txt

# case: into a folder
FROM python:3.12
# expect 2
COPY a.whl b.whl /tmp/
RUN pip install /tmp/a.whl /tmp/b.whl
RUN rm -f /tmp/a.whl /tmp/b.whl

# case: relative
FROM debian:12
WORKDIR /work
# expect
COPY installer.run .
RUN sh ./installer.run && rm installer.run

# case: a folder, from a stage
FROM debian:12 AS wheels
FROM debian:12
# expect
COPY --from=wheels /wheels /wheels
RUN pip install --no-index --find-links=/wheels x && rm -rf /wheels

# case: with a variable
FROM debian:12
ENV DIR=/opt/x
# expect
COPY x $DIR/
RUN rm -r ${DIR}/x

# case: ADD
FROM debian:12
# expect
ADD a.deb /a.deb
RUN dpkg -i /a.deb; rm /a.deb

# case: another file
FROM debian:12
COPY a /tmp/a
RUN rm -rf /tmp/b /var/tmp/a

# case: a stage that is thrown away
FROM debian:12 AS build
COPY a /a
RUN rm /a
FROM debian:12
COPY --from=build /x /x

# case: perhaps only
FROM debian:12
COPY a /a
RUN if [ -n "$X" ]; then rm /a; fi

# case: in another folder
FROM debian:12
WORKDIR /work
COPY a .
RUN cd /tmp && rm -f a

# case: before it is copied
FROM debian:12
RUN rm -f /a
COPY a /a

# case: a pattern
FROM debian:12
COPY *.deb /tmp/
RUN rm /tmp/*.deb
