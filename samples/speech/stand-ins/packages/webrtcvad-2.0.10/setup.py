# Like the package that it stands in for: a setup.py, a C extension, and no wheel anywhere.
from setuptools import Extension, setup

setup(
    name="webrtcvad",
    version="2.0.10",
    description="Stand-in, not the real webrtcvad: a detector by energy and zero crossings behind its interface.",
    python_requires=">=3.10",
    py_modules=["webrtcvad"],
    ext_modules=[Extension("_webrtcvad", ["_webrtcvad.c"])],
)
