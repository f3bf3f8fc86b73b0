"""A build backend that builds nothing.

`pip download` of a source archive asks its build backend for metadata, and for that would install the real backend and
what it needs: code that no hash of ours covers, and half a minute. tools/setup only wants the archive, whose sha256 pip
has checked by then. So it puts this folder on PYTHONPATH and switches build isolation off.
"""
import os
import re


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    with open("PKG-INFO", encoding="utf-8") as f:
        text = f.read()
    name = re.search(r"^Name: (.+)$", text, re.M).group(1)
    version = re.search(r"^Version: (.+)$", text, re.M).group(1)
    folder = f"{name.replace('-', '_')}-{version}.dist-info"
    os.makedirs(os.path.join(metadata_directory, folder))
    with open(os.path.join(metadata_directory, folder, "METADATA"), "w", encoding="utf-8") as f:
        f.write(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    return folder
