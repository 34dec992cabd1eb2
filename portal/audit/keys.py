"""The installation's Ed25519 keys, outside the database: `<data>/keys/log-<n>.pem`.

The newest signs. A key that was replaced leaves its public half, `log-<n>.pub.pem`, so that
what it signed can still be checked and nobody can sign with it any more.
"""

from __future__ import annotations

import os
import re
import secrets
from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from flask import current_app

from portal.audit.notes import key_id, verifier_key
from portal.config import Config

FILE = re.compile(r"log-(\d+)\.(pem|pub\.pem)")
NO_KEY = (
    "This installation has no key to sign its record with."
    " Make one: flask --app wsgi keys make (see docs/running.md)."
)
HAS_KEY = "This installation has a key. To replace it: flask --app wsgi audit rotate-key."

OVERTAKEN = "Somebody else replaced the key at this moment. Theirs signs now."


class NoKey(Exception):
    """The key that signs the record isn't there; the message says how to make one."""


class KeyIsThere(Exception):
    """There is a key already; the message says how to replace it."""


@dataclass(frozen=True)
class Key:
    """A private key and the name that it signs under."""

    name: str
    private: Ed25519PrivateKey

    @cached_property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        return self.private.public_key().public_bytes_raw()

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature over the data."""
        return self.private.sign(data)

    @property
    def id(self) -> str:
        """The key's id in signature lines, as hex."""
        return key_id(self.name, self.public).hex()

    @property
    def line(self) -> str:
        """The public key as one line (C2SP's vkey), to be published."""
        return verifier_key(self.name, self.public)


def host() -> str:
    """The installation's name in its logs: the host that people find it under."""
    return urlsplit(_config().base_url).hostname or "localhost"


def key_name() -> str:
    """The name that the key signs under."""
    return f"{host()}/log"


def signer() -> Key:
    """The newest key; a demo or a test makes its first one here, in production `keys make` does."""
    found = _newest()
    if found is None:
        if _config().mode == "production":
            raise NoKey(NO_KEY)
        put_key(1, new_key())
        found = _newest()
        assert found is not None
    return Key(key_name(), _private(found[1]))


def has_key(data: Path | None = None) -> bool:
    """Whether there is a key to sign with: the app's, or in the data folder that is given."""
    return _newest(data) is not None


def public_keys() -> list[bytes]:
    """The public halves of all keys that this installation had, newest first: what it trusts."""
    return [_public(path) for _number, path in sorted(_files(), reverse=True)]


def new_key() -> Key:
    """A fresh key that is written nowhere yet."""
    return Key(key_name(), Ed25519PrivateKey.generate())


def put_key(number: int, key: Key) -> bool:
    """Write a key's file whole, readable for the portal's account alone; False where one stands.

    Of several processes that make the first key at once one wins, and all go on with its key.
    """
    pem = key.private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return _write(f"log-{number}.pem", pem)


def first_number() -> int:
    """The number of the first key; refused where there is a key."""
    if has_key():
        raise KeyIsThere(HAS_KEY)
    return _last_number() + 1


def replace_key(key: Key) -> None:
    """Let a new key sign from now on; older private halves are destroyed.

    One that a broken-off change had left behind goes too; nothing goes unless the new key is there.
    """
    older = _private_files()
    if not put_key(_last_number() + 1, key):
        raise KeyIsThere(OVERTAKEN)
    for number, path in older:
        public = _private(path).public_key()
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        _write(f"log-{number}.pub.pem", public.public_bytes(serialization.Encoding.PEM, form))
        path.unlink()


def endorsement(old: Key | None, new: Key) -> str:
    """The old key's signature over the new key's line; empty for the first key."""
    return b64encode(old.sign(new.line.encode())).decode() if old else ""


def _config() -> Config:
    return cast(Config, current_app.extensions["evenhand"])


def _folder(data: Path | None = None) -> Path:
    return (data or _config().data) / "keys"


def _files(data: Path | None = None) -> list[tuple[int, Path]]:
    folder = _folder(data)
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return []
    found = ((FILE.fullmatch(name), name) for name in names)
    return [(int(match[1]), folder / name) for match, name in found if match]


def _newest(data: Path | None = None) -> tuple[int, Path] | None:
    return max(_private_files(data), default=None)


def _private_files(data: Path | None = None) -> list[tuple[int, Path]]:
    return [(number, path) for number, path in _files(data) if path.suffixes == [".pem"]]


def _last_number() -> int:
    return max((number for number, _path in _files()), default=0)


def _write(name: str, content: bytes) -> bool:
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{name}-{secrets.token_hex(8)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, folder / name)  # whole or not at all, and never over another one
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def _private(path: Path) -> Ed25519PrivateKey:
    """Read once for each app: a file never changes."""
    known: dict[Path, Ed25519PrivateKey] = current_app.extensions.setdefault("log-keys", {})
    if path not in known:
        loaded = serialization.load_pem_private_key(path.read_bytes(), password=None)
        known[path] = cast(Ed25519PrivateKey, loaded)
    return known[path]


def _public(path: Path) -> bytes:
    if path.suffixes == [".pem"]:
        return _private(path).public_key().public_bytes_raw()
    loaded = serialization.load_pem_public_key(path.read_bytes())
    return cast(Ed25519PublicKey, loaded).public_bytes_raw()
