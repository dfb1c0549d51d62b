"""make-wheels.py FOLDER: small Python packages, for pip's find-links."""
import os
import sys
import zipfile

WHEELS = {"fastapi": ["0.1", "0.2"], "pydantic": ["1.0", "2.0"], "uvicorn": ["1.0"], "numpy": ["1.26.4"], "torch": ["2.1.0"], "requests": ["2.31.0"]}

os.makedirs(sys.argv[1])
for name, versions in WHEELS.items():
    for version in versions:
        info = f"{name}-{version}.dist-info"
        with zipfile.ZipFile(f"{sys.argv[1]}/{name}-{version}-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{name}/__init__.py", f"version = '{version}'\n")
            wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
            wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{info}/RECORD", "")
