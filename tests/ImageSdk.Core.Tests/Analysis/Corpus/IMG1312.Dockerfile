# case: not there
# platforms linux/amd64,linux/arm64
# file images.lock.json
#| {
#|   "version": 1,
#|   "images": {
#|     "docker.io/nvidia/cuda:12.1.0-runtime": {
#|       "digest": "sha256:0123456789012345678901234567890123456789012345678901234567890123",
#|       "platforms": { "linux/amd64": "sha256:1123456789012345678901234567890123456789012345678901234567890123" },
#|       "usedBy": [ "a.imageproj" ]
#|     }
#|   }
#| }
# expect
FROM nvidia/cuda:12.1.0-runtime

# case: by an argument, for one platform
# platforms linux/arm64
# file images.lock.json
#| {
#|   "version": 1,
#|   "images": {
#|     "docker.io/nvidia/cuda:12": {
#|       "digest": "sha256:0123456789012345678901234567890123456789012345678901234567890123",
#|       "platforms": { "linux/amd64": "sha256:1123456789012345678901234567890123456789012345678901234567890123" },
#|       "usedBy": [ "a.imageproj" ]
#|     }
#|   }
#| }
# expect
ARG CUDA=12
FROM nvidia/cuda:${CUDA}

# case: of two stages one
# platforms linux/amd64,linux/arm64
# file images.lock.json
#| {
#|   "version": 1,
#|   "images": {
#|     "docker.io/library/debian:12": {
#|       "digest": "sha256:0123456789012345678901234567890123456789012345678901234567890123",
#|       "platforms": {
#|         "linux/amd64": "sha256:1123456789012345678901234567890123456789012345678901234567890123",
#|         "linux/arm64": "sha256:2123456789012345678901234567890123456789012345678901234567890123"
#|       },
#|       "usedBy": [ "a.imageproj" ]
#|     },
#|     "docker.io/nvidia/cuda:12": {
#|       "digest": "sha256:0123456789012345678901234567890123456789012345678901234567890123",
#|       "platforms": { "linux/amd64": "sha256:1123456789012345678901234567890123456789012345678901234567890123" },
#|       "usedBy": [ "a.imageproj" ]
#|     }
#|   }
#| }
FROM debian:12 AS build
# expect
FROM nvidia/cuda:12
COPY --from=build /x /x

# case: there
# platforms linux/amd64,linux/arm64
# file images.lock.json
#| {
#|   "version": 1,
#|   "images": {
#|     "docker.io/library/debian:12": {
#|       "digest": "sha256:0123456789012345678901234567890123456789012345678901234567890123",
#|       "platforms": {
#|         "linux/amd64": "sha256:1123456789012345678901234567890123456789012345678901234567890123",
#|         "linux/arm64": "sha256:2123456789012345678901234567890123456789012345678901234567890123"
#|       },
#|       "usedBy": [ "a.imageproj" ]
#|     }
#|   }
#| }
FROM debian:12

# case: no platforms are named
# file images.lock.json
#| {
#|   "version": 1,
#|   "images": {
#|     "docker.io/nvidia/cuda:12": {
#|       "digest": "sha256:0123456789012345678901234567890123456789012345678901234567890123",
#|       "platforms": { "linux/amd64": "sha256:1123456789012345678901234567890123456789012345678901234567890123" },
#|       "usedBy": [ "a.imageproj" ]
#|     }
#|   }
#| }
FROM nvidia/cuda:12

# case: a stage for the machine that builds
# platforms linux/amd64,linux/arm64
# file images.lock.json
#| {
#|   "version": 1,
#|   "images": {
#|     "docker.io/nvidia/cuda:12": {
#|       "digest": "sha256:0123456789012345678901234567890123456789012345678901234567890123",
#|       "platforms": { "linux/amd64": "sha256:1123456789012345678901234567890123456789012345678901234567890123" },
#|       "usedBy": [ "a.imageproj" ]
#|     }
#|   }
#| }
FROM --platform=linux/amd64 nvidia/cuda:12 AS build
FROM scratch
COPY --from=build /x /x

# case: not locked yet
# platforms linux/amd64,linux/arm64
# file images.lock.json
#| {
#|   "version": 1,
#|   "images": {}
#| }
FROM nvidia/cuda:12

# case: a lock that cannot be read
# platforms linux/amd64,linux/arm64
# file images.lock.json
#| {
FROM nvidia/cuda:12

# case: no project
# platforms linux/amd64,linux/arm64
FROM nvidia/cuda:12
