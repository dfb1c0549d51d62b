"""make-wheels.py FOLDER: small Python packages, for pip's find-links."""
import os
import sys
import zipfile

WHEELS = {
    "accelerate": ["0.33.0"], "deepspeed": ["0.14.4"], "fastapi": ["0.1", "0.2"], "huggingface_hub": ["0.24.6"], "jupyterlab": ["4.2"], "keras": ["2.15.0"],
    "matplotlib": ["3.9"], "mpi4py": ["3.1.6"], "numpy": ["1.26.3", "1.26.4"], "pandas": ["2.2"], "poetry": ["1.8.3"], "pydantic": ["1.0", "2.0"], "requests": ["2.31.0"],
    "spacy": ["3.7.5"], "streamlit": ["1.38"], "torch": ["2.1.0"], "transformers": ["4.44.0"], "uvicorn": ["1.0"], "vllm": ["0.6.0"],
}

os.makedirs(sys.argv[1])
for name, versions in WHEELS.items():
    for version in versions:
        info = f"{name}-{version}.dist-info"
        with zipfile.ZipFile(f"{sys.argv[1]}/{name}-{version}-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{name}/__init__.py", f"version = '{version}'\n")
            wheel.writestr(f"{name}/__main__.py", "")
            wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
            wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{info}/RECORD", "")
