# case: two siblings
# name asr
# parent base
#| FROM python:3.12
# sibling diarization
#| FROM base
#| RUN pip install torch==2.4.0 transformers==4.44.0
FROM base
# expect
RUN pip install torch==2.4.0 transformers==4.44.0

# case: in a file
# name asr
# parent base
#| FROM python:3.12
# sibling diarization
#| FROM base
#| RUN pip install torch==2.4.0
# file requirements.txt
#| fastapi==0.115.0
#| torch==2.4.0
FROM base
COPY requirements.txt .
# expect in requirements.txt:2
RUN pip install -r requirements.txt

# case: with different siblings
# name asr
# parent base
#| FROM python:3.12
# sibling diarization
#| FROM base
#| RUN pip install torch==2.4.0
# sibling ner
#| FROM base
#| RUN pip install spacy==3.7.5
FROM base
# expect 2
RUN pip install torch==2.4.0 spacy==3.7.5

# case: with several siblings
# name asr
# parent base
#| FROM python:3.12
# sibling diarization
#| FROM base
#| RUN pip install nvidia-cudnn-cu12==9.1.0.70
# sibling ner
#| FROM base
#| RUN pip install nvidia-cudnn-cu12==9.1.0.70
FROM base
# expect
RUN pip install nvidia-cudnn-cu12==9.1.0.70

# case: other versions
# name asr
# parent base
#| FROM python:3.12
# sibling diarization
#| FROM base
#| RUN pip install torch==2.3.0
FROM base
RUN pip install torch==2.4.0

# case: small packages
# name asr
# parent base
#| FROM python:3.12
# sibling diarization
#| FROM base
#| RUN pip install fastapi==0.115.0
FROM base
RUN pip install fastapi==0.115.0

# case: another parent, or none
# name asr
# parent base
#| FROM python:3.12
# parent base-cuda
#| FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
# sibling diarization
#| FROM base-cuda
#| RUN pip install torch==2.4.0
# sibling ner
#| FROM python:3.12
#| RUN pip install torch==2.4.0
FROM base
RUN pip install torch==2.4.0

# case: the parent has it
# name asr
# parent base
#| FROM python:3.12
#| RUN pip install torch==2.4.0
# sibling diarization
#| FROM base
#| RUN pip install fastapi
FROM base
RUN pip install torch==2.4.0

# case: an image alone
# name asr
# parent base
#| FROM python:3.12
FROM base
RUN pip install torch==2.4.0

# case: in a stage that is thrown away
# name asr
# parent base
#| FROM python:3.12
# sibling diarization
#| FROM base
#| RUN pip install torch==2.4.0
FROM base AS export
RUN pip install torch==2.4.0
FROM base
COPY --from=export /model.onnx /
