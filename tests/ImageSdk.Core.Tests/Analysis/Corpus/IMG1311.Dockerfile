# case: a model
# size model.bin 900000000
# size app.py 1000
FROM debian:12
# expect
COPY . .

# case: many
# size data/a 40000000
# size data/b 40000000
# size data/c/d 40000000
FROM debian:12
# expect
ADD . /app

# case: with an ignore file that leaves it
# size models/a.onnx 150000000
# file .dockerignore
#| .git
FROM debian:12
# expect
COPY . .

# case: bound
# size a.iso 150000000
FROM debian:12
# expect
RUN --mount=type=bind,source=.,target=/src make -C /src

# case: small
# size a.bin 99000000
FROM debian:12
COPY . .

# case: kept out
# size data/a 400000000
# size a.py 1000
# file .dockerignore
#| data
FROM debian:12
COPY . .

# case: named
# size models/a.onnx 400000000
FROM debian:12
COPY models /models

# case: not read
# size models/a.onnx 400000000
# size app/a.py 1000
FROM debian:12
COPY app /app

# case: with an exception
# size data/a 400000000
# size data/small.csv 1000
# file .dockerignore
#| data
#| !data/small.csv
FROM debian:12
COPY . .
