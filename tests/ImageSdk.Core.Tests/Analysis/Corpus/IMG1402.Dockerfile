# case: a file
FROM python:3.12-slim
# file .editorconfig
#| [*]
#| imagesdk_model_size_mb = 0.00001
# file model.onnx
#| 0123456789012345
# expect
COPY model.onnx /app/

# case: a folder
FROM python:3.12-slim
# file .editorconfig
#| [*]
#| imagesdk_model_size_mb = 0.00001
# file models/deep/down/model.safetensors
#| 0123456789012345
# expect
COPY models /app/models

# case: everything
FROM python:3.12-slim
# file .editorconfig
#| [*]
#| imagesdk_model_size_mb = 0.00001
# file src/app.py
#| print("hello, there is nothing large here")
# file weights/a.pt
#| 0123456789012345
# expect
COPY . .

# case: a wildcard
FROM python:3.12-slim
# file .editorconfig
#| [*]
#| imagesdk_model_size_mb = 0.00001
# file weights/a.pt
#| 0123456789012345
# file weights/b.onnx
#| 0123456789012345
# expect
COPY weights/*.pt /weights/
COPY weights/*.txt /weights/

# case: small ones
FROM python:3.12-slim
# file silero_vad.onnx
#| 0123456789012345
COPY silero_vad.onnx /app/
COPY . .

# case: what is ignored
FROM python:3.12-slim
# file .editorconfig
#| [*]
#| imagesdk_model_size_mb = 0.00001
# file .dockerignore
#| models
# file models/model.safetensors
#| 0123456789012345
COPY . .

# case: the Dockerfile's own ignore file counts
FROM python:3.12-slim
# file .editorconfig
#| [*]
#| imagesdk_model_size_mb = 0.00001
# file .dockerignore
#| models
# file Dockerfile.dockerignore
#| *.txt
# file models/model.safetensors
#| 0123456789012345
# expect
COPY . .

# case: a throw-away stage, and files of another one
FROM python:3.12-slim AS quantize
# file .editorconfig
#| [*]
#| imagesdk_model_size_mb = 0.00001
# file model.onnx
#| 0123456789012345
COPY model.onnx /in/
RUN python /quantize.py

FROM python:3.12-slim
COPY --from=quantize /out/model.onnx /app/

# case: other large files
FROM python:3.12-slim
# file .editorconfig
#| [*]
#| imagesdk_model_size_mb = 0.00001
# file data.parquet
#| 0123456789012345
# file app/main.py
#| print("0123456789012345")
COPY data.parquet app/ /app/
COPY missing.onnx /app/
