from setuptools import Extension, setup

setup(
    name="numpy",
    version="1.26.4",
    description="Stand-in, not the real numpy: arrays of one or two dimensions, and the real Fourier transform.",
    python_requires=">=3.10",
    packages=["numpy"],
    ext_modules=[Extension("numpy._transform", ["numpy/_transform.c"])],
)
