# Written by ImageSdk from demux.imageproj.

FROM base-cuda

# ImageContent: shared/**
COPY shared/ /app/shared/

# ImageContent: demux/demux.py
COPY demux/demux.py /app/

ENTRYPOINT ["tini", "--", "python", "/app/demux.py"]
