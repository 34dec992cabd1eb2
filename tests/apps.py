"""The portal on a test's own database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from flask import Flask
from jinja2.bccache import FileSystemBytecodeCache

from portal import create_app
from portal.config import Config
from tests.client import Client

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
"""One key for all processes of a test session, since they share what was made in databases."""

PEM = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


_templates: list[FileSystemBytecodeCache] = []


def share_templates(folder: Path) -> None:
    """Compile templates once for all apps of a test session, whatever process they are in."""
    folder.mkdir(exist_ok=True)
    _templates[:] = [FileSystemBytecodeCache(str(folder))]


def app_on(folder: Path, database: str, **more: Any) -> Flask:
    """An app with its files in a folder, on a database."""
    secret = "test " * 8
    more = {"data": folder, "mode": "test", "draft_key": bytes(32)} | more
    app = create_app(Config(secret_key=secret, database=database, **more))
    put_key(app)
    app.testing = True
    app.test_client_class = Client
    app.jinja_env.bytecode_cache = next(iter(_templates), None)
    return app


def put_key(app: Flask) -> None:
    """Lay the tests' key, and no other, where the app looks for it: a test may have replaced it."""
    folder = app.extensions["evenhand"].data / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    for left in folder.iterdir():
        left.unlink()
    app.extensions.pop("log-keys", None)
    path = folder / "log-1.pem"
    path.write_bytes(PEM)
    path.chmod(0o600)
