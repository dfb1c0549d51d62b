# Stand-ins for the public base images of the samples, made of Debian alone. Built by stand-ins.sh.
# Contexts: the main one holds debian-root.tar; `stand-ins` is samples/speech/stand-ins (or an empty folder).

FROM scratch AS debian
ADD debian-root.tar /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

FROM debian AS python-bare
ARG SOURCE_DATE_EPOCH
ENV LANG=C.UTF-8
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 python3-pip python3-venv \
 && for name in python python3; do ln -s /usr/bin/python3 /usr/local/bin/$name; done \
 && for name in pip pip3; do ln -s /usr/bin/pip3 /usr/local/bin/$name; done \
 && rm -rf /var/lib/apt/lists/* /var/log/apt /var/log/dpkg.log /var/log/alternatives.log /var/cache/ldconfig/aux-cache \
 && (find /etc /usr /var -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} + || true)

# The Python index that the stand-ins carry, since they are for machines that do not reach a public one.
FROM python-bare AS index
ARG SOURCE_DATE_EPOCH
RUN --mount=type=bind,from=stand-ins,target=/stand-ins \
    if [ -f /stand-ins/make-index.sh ]; then \
      apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev python3-dev python3-setuptools-whl python3-wheel-whl; \
    fi
RUN --network=none --mount=type=bind,from=stand-ins,target=/stand-ins \
    mkdir /out; \
    if [ -f /stand-ins/make-index.sh ]; then \
      mkdir -p /out/etc /out/usr/share/python-index \
      && printf '[global]\nindex-url = file:///usr/share/python-index/simple/\ndisable-pip-version-check = true\n' > /out/etc/pip.conf \
      && cd /stand-ins && sh make-index.sh /out/usr/share/python-index \
      && test -d /out/usr/share/python-index/simple \
      && find /out -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; \
    fi

FROM python-bare AS python
COPY --from=index /out/ /
ENV PYTHON_VERSION=3.11.2
CMD ["python3"]

FROM debian AS cuda
COPY --from=index /out/ /
ENV PATH=/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64 \
    CUDA_VERSION=12.1.0 \
    NV_CUDNN_VERSION=8.9.0.131 \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
CMD ["/bin/bash"]

FROM scratch AS busybox
ARG TARGETARCH
COPY busybox-${TARGETARCH}/ /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
CMD ["sh"]
