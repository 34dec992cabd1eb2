"""The key that locks drafts of bids at rest, kept outside database and data folder (R29).

`EVENHAND_DRAFT_KEY_FILE` names a file with 64 hexadecimal digits, `EVENHAND_DRAFT_KEY` holds them
itself. The data folder keeps a fingerprint alone, so that a portal with another key doesn't start.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

KEY = re.compile(r"[0-9a-f]{64}")
FINGERPRINT = "draft-key-fingerprint"
HOW_TO_MAKE = "python -c 'import secrets; print(secrets.token_hex(32))'"


class BadKey(Exception):
    """There is no key, or not a good one; the message says how to mend it."""


def draft_key_of(data: Path, file: str, mode: str, environ: Mapping[str, str]) -> bytes:
    """The installation's key; a demo makes its own outside its data folder, tests have a known one.

    Raises BadKey.
    """
    if given := environ.get("EVENHAND_DRAFT_KEY", ""):
        return _read(given, "EVENHAND_DRAFT_KEY")
    if not file and mode == "production":
        raise BadKey(
            "Set EVENHAND_DRAFT_KEY_FILE to a file outside the data folder that holds the key for"
            f" drafts of bids: 64 hexadecimal digits, such as {HOW_TO_MAKE} prints."
        )
    if not file and mode != "demo":
        return bytes(32)
    path = Path(file) if file else demo_key_file(environ)
    if path.resolve().is_relative_to(data):
        raise BadKey(
            "EVENHAND_DRAFT_KEY_FILE must lie outside the data folder: a copy of the data"
            " would bring the key along."
        )
    if not file:
        _make(path)
    try:
        return _read(path.read_text(encoding="ascii"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise BadKey(f"The key for drafts can't be read from {path}: {error}.") from None


def demo_key_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Where demos keep their key: in the user's state folder, one for all, so that a demo's data
    may be copied or moved."""
    state = environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "evenhand" / "demo-draft-key"


def refuse_another_key(data: Path, key: bytes) -> None:
    """Keep the key's fingerprint beside the data; a portal with another key could read no draft.

    Raises BadKey.
    """
    made = hashlib.sha256(b"evenhand draft key fingerprint" + key).hexdigest()
    path = data / FINGERPRINT
    if not path.exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(made + "\n", encoding="ascii")
    elif path.read_text(encoding="ascii").strip() != made:
        raise BadKey(
            "The key for drafts isn't the one that drafts here were locked with. Set"
            f" EVENHAND_DRAFT_KEY_FILE to that one. If it is lost for good, delete {path}:"
            " drafts of bids from before can't be read then, submitted bids can."
        )


def _read(text: str, where: str) -> bytes:
    if not KEY.fullmatch(text.strip()):
        raise BadKey(f"{where} must hold 64 hexadecimal digits, such as {HOW_TO_MAKE} prints.")
    return bytes.fromhex(text.strip())


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(file, "w", encoding="ascii") as key:
        key.write(secrets.token_hex(32) + "\n")
