"""`python -m portal.demo`: writes the demo's settings and keys, so that it can start."""

from __future__ import annotations

import os
import secrets

from portal.config import CONFIG_FILE, data_folder

SETTINGS = """# The demo's own settings; every person and provider in it is invented.
mode = "demo"
secret_key = "{secret}"
"""


def configure() -> None:
    """Write `config.toml` into the data folder where there is none; nobody else may read it."""
    folder = data_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / CONFIG_FILE
    if path.exists():
        return
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as settings:
        settings.write(SETTINGS.format(secret=secrets.token_hex(32)))


if __name__ == "__main__":
    configure()
