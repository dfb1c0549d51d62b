# case: the hub's command
FROM python:3.12-slim
# expect
RUN huggingface-cli download openai/whisper-large-v3
# expect
RUN hf download Systran/faster-whisper-large-v3 --local-dir /models/whisper

# case: python in one line
FROM python:3.12-slim
# expect
RUN python -c "from huggingface_hub import snapshot_download; snapshot_download('pyannote/segmentation')"
# expect
RUN python3 -c 'import whisper; whisper.load_model("large-v3")'
# expect
RUN pip install torch && python -c "import torch; torch.hub.load('snakers4/silero-vad', 'silero_vad')"

# case: python in a here-document
FROM python:3.12-slim
# expect
RUN python - <<EOF
from transformers import AutoModel
AutoModel.from_pretrained("bert-base-uncased")
EOF
# expect
RUN <<EOF
#!/usr/bin/env python3
from transformers import AutoModel
AutoModel.from_pretrained("bert-base-uncased")
EOF

# case: fetched by address
FROM debian:12
# expect
RUN curl -fsSL https://example.com/silero_vad.onnx?download=true -o /app/silero_vad.onnx
# expect
RUN wget -q https://huggingface.co/a/b/resolve/main/pytorch_model.bin
# expect
ADD https://example.com/weights/model.safetensors /models/

# case: a clone of the hub
FROM python:3.12-slim
# expect
RUN git lfs install && git clone https://huggingface.co/openai/whisper-tiny /models/tiny

# case: a stage for nothing else, whose models are copied
FROM python:3.12-slim AS models
# expect
RUN hf download openai/whisper-tiny --local-dir /models

FROM python:3.12-slim
COPY --from=models /models /models

# case: a stage that the image takes something else from
FROM python:3.12-slim AS convert
RUN hf download openai/whisper-tiny --local-dir /tmp/tiny && python /convert.py > /out/vocabulary.txt

FROM python:3.12-slim
COPY --from=convert /out/vocabulary.txt /app/

# case: into a mount, which is in no layer
FROM python:3.12-slim
RUN --mount=type=cache,target=/root/.cache/huggingface hf download openai/whisper-tiny
RUN --mount=type=cache,target=/models hf download openai/whisper-tiny --local-dir /models/tiny && python /check.py
RUN --mount=type=cache,target=/root/.cache python -c "import whisper; whisper.load_model('tiny')"

# case: the cache mount is for something else
FROM python:3.12-slim
# expect
RUN --mount=type=cache,target=/root/.cache/pip hf download openai/whisper-tiny --local-dir /models

# case: what is no download
FROM python:3.12-slim
RUN pip install huggingface_hub && hf --version && huggingface-cli whoami
RUN python -c "from transformers import AutoModel; AutoModel.from_pretrained('/models/bert')"
RUN python -c "from transformers import AutoModel; AutoModel.from_pretrained('bert', local_files_only=True)"
RUN GIT_LFS_SKIP_SMUDGE=1 git clone https://huggingface.co/openai/whisper-tiny /src
RUN curl -fsSL https://example.com/installer.bin -o /tmp/installer.bin
RUN curl -fsSL https://example.com/tool.tar.gz | tar xz
ENV HF_HOME=/models

# case: packages that are models
# file requirements.txt
#| spacy==3.7.5
#| en_core_web_sm @ https://github.com/explosion/spacy-models/releases/download/en_core_web_sm-3.7.1/en_core_web_sm-3.7.1-py3-none-any.whl
FROM python:3.12-slim
# expect
RUN python -m spacy download en_core_web_lg
# expect
RUN --mount=type=cache,target=/root/.cache/pip pip install spacy && spacy download en_core_web_lg
# expect
RUN pip install https://github.com/explosion/spacy-models/releases/download/de_core_news_sm-3.7.0/de_core_news_sm-3.7.0-py3-none-any.whl
COPY requirements.txt .
# expect in requirements.txt:2
RUN pip install -r requirements.txt

# case: nltk, torch.hub, stanza, ollama, and modules of the hub
FROM python:3.12-slim
# expect
RUN python -m nltk.downloader -d /usr/share/nltk_data punkt
# expect
RUN python3 -c "import nltk; nltk.download('punkt')"
# expect
RUN python -c "import torch; torch.hub.load_state_dict_from_url('https://example.com/x')"
# expect
RUN ollama serve & sleep 5 && ollama pull llama3
# expect
RUN python -m huggingface_hub.commands.huggingface_cli download openai/whisper-tiny
# expect
RUN python -c "from whisper import load_model; load_model('base')"

# case: behind a program that starts it
FROM python:3.12-slim
# expect
RUN uv run --no-sync python -m spacy download en_core_web_sm
# expect
RUN uvx --from huggingface_hub hf download openai/whisper-tiny
# expect
RUN conda run -n asr python -c "import whisper; whisper.load_model('base')"
# expect
RUN poetry run huggingface-cli download openai/whisper-tiny

# case: a cache mount of pip has no models
FROM python:3.12-slim
# expect
RUN --mount=type=cache,target=/root/.cache/pip pip install openai-whisper && python -c "import whisper; whisper.load_model('base')"

# case: a script of the context that says what it is for
# file download_models.py
#| from faster_whisper import WhisperModel
#| WhisperModel("large-v3")
# file main.py
#| from faster_whisper import WhisperModel
#| model = WhisperModel("large-v3")
FROM python:3.12-slim
WORKDIR /app
COPY . .
# expect
RUN python download_models.py
RUN python main.py --help

# case: no models
FROM python:3.12-slim
RUN hf download --repo-type dataset openai/gsm8k
RUN python -m spacy validate && python -m nltk.app
RUN python -c "import keras; keras.models.load_model('model.keras')"
RUN uv run python -m pytest
RUN pip install https://github.com/example/tool/releases/download/v1/tool-1.0-py3-none-any.whl
