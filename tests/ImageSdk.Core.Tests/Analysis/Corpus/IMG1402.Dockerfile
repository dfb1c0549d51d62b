# case: a file
FROM python:3.12-slim
# size model.onnx 20000000
# expect
COPY model.onnx /app/

# case: a folder
FROM python:3.12-slim
# size models/deep/down/model.safetensors 20000000
# expect
COPY models /app/models

# case: everything
FROM python:3.12-slim
# file src/app.py
#| print("hello, there is nothing large here")
# size weights/a.pt 20000000
# expect
COPY . .

# case: a wildcard
FROM python:3.12-slim
# size weights/a.pt 20000000
# size weights/b.onnx 20000000
# expect
COPY weights/*.pt /weights/
COPY weights/*.txt /weights/

# case: small ones
FROM python:3.12-slim
# size silero_vad.onnx 2000000
COPY silero_vad.onnx /app/
COPY . .

# case: what is ignored
FROM python:3.12-slim
# file .dockerignore
#| models
# size models/model.safetensors 20000000
COPY . .

# case: the Dockerfile's own ignore file counts
FROM python:3.12-slim
# file .dockerignore
#| models
# file Dockerfile.dockerignore
#| *.txt
# size models/model.safetensors 20000000
# expect
COPY . .

# case: a throw-away stage, and files of another one
FROM python:3.12-slim AS quantize
# size model.onnx 20000000
COPY model.onnx /in/
RUN python /quantize.py

FROM python:3.12-slim
COPY --from=quantize /out/model.onnx /app/

# case: other large files
FROM python:3.12-slim
# size data.parquet 20000000
# file app/main.py
#| print("0123456789012345")
COPY data.parquet app/ /app/
COPY missing.onnx /app/

# case: a size that was chosen
FROM python:3.12-slim
# file .editorconfig
#| [*]
#| imagesdk_model_size_mb = 50
# size small.onnx 20000000
# size large.onnx 60000000
COPY small.onnx /models/
# expect
COPY large.onnx /models/
