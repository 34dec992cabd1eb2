"""Somebody who writes a bundle anew by hand: leaves, checkpoint and proofs fit, under any key."""

from __future__ import annotations

import hashlib
import json
import shutil
from base64 import b64encode
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from portal.audit.contents import encode
from portal.audit.keys import Key
from portal.audit.merkle import leaf_hash
from portal.audit.notes import sign
from portal.record.bundle.proofs import nodes_over, proof_of
from portal.record.bundle.verify import PROVED, roots
from tests.bundles import lines_in

NAME = "127.0.0.1/log"
SALT = "ab" * 32


def a_key(seed: int) -> Key:
    """A signing key of whoever forges."""
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(bytes([seed])).digest())
    return Key(NAME, private)


def row_of(key: Key, by: Key | None = None) -> dict[str, str]:
    """A key as `keys.json` has it, signed by another one."""
    if by is None:
        return {"key": key.line}
    signature = b64encode(by.sign(key.line.encode())).decode()
    return {"key": key.line, "made": key.line, "endorsement": signature}


def seal(value: Any) -> str:
    """The seal over a value, with the salt of this module."""
    return hashlib.sha256(bytes.fromhex(SALT) + encode(value).encode()).hexdigest()


def write_events(folder: Path, events: list[dict[str, Any]]) -> list[bytes]:
    """Events, and the leaves that fit them."""
    lines = [encode(event) for event in events]
    leaves = [leaf_hash(line.encode()) for line in lines]
    for place, event in enumerate(events):
        if set(event) == {"leaf", "number"}:
            leaves[place] = bytes.fromhex(event["leaf"])
    (folder / "events.jsonl").write_text("".join(f"{line}\n" for line in lines))
    (folder / "leaves.txt").write_text("".join(f"{leaf.hex()}\n" for leaf in leaves))
    return leaves


def write_anew(
    folder: Path, events: list[dict[str, Any]], key: Key, keys: list[dict[str, str]] | None = None
) -> None:
    """The whole log of a bundle over these events, with one checkpoint by this key."""
    leaves = write_events(folder, events)
    origin = json.loads((folder / "bundle.json").read_text())["origin"]
    size = len(leaves)
    root = b64encode(roots(leaves, {size})[size]).decode()
    note = sign(f"{origin}\n{size}\n{root}\ntime 2026-11-25T09:00:00Z\n", key)
    for name in ("checkpoints", "proofs"):
        shutil.rmtree(folder / name)
        (folder / name).mkdir()
    (folder / f"checkpoints/{size:08}.txt").write_text(note)
    (folder / "keys.json").write_text(json.dumps(keys or [row_of(key)]))
    (folder / "proofs/consistency.json").write_text("[]")
    for event in events:
        if event.get("name") in PROVED:
            text = proof_of(event["number"], size, nodes_over(leaves), note)
            (folder / f"proofs/{event['number']:08}.tlog-proof").write_text(text)


def events_in(folder: Path) -> list[dict[str, Any]]:
    """A bundle's events."""
    return lines_in(folder, "events.jsonl")
