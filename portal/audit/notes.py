"""Signed notes and checkpoints, as in c2sp.org/signed-note and c2sp.org/tlog-checkpoint."""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = b"\x01"
DASH = "\N{EM DASH} "
MOST_SIGNATURES = 16
TIME = "time "
TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


class BadNote(Exception):
    """A text isn't a note, or none of the keys that one trusts has signed it; says why."""


class Signer(Protocol):
    """A private key with the name that it signs under."""

    @property
    def name(self) -> str:
        """The name that it signs under."""

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature over the data."""


@dataclass(frozen=True)
class Statement:
    """What a checkpoint says: this log had this root at this size, at this time."""

    origin: str
    size: int
    root: bytes
    at: datetime | None = None

    @property
    def text(self) -> str:
        """The body of the note: origin, size, root and time, a line each."""
        lines = [self.origin, str(self.size), b64encode(self.root).decode()]
        if self.at is not None:
            lines.append(TIME + self.at.astimezone(UTC).strftime(TIME_FORMAT))
        return "".join(f"{line}\n" for line in lines)

    @property
    def log(self) -> str:
        """The last part of the origin: the log's id."""
        return self.origin.rpartition("/")[2]


def key_id(name: str, public: bytes) -> bytes:
    """The four bytes that stand for a key in a signature line."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def verifier_key(name: str, public: bytes) -> str:
    """The public key as one line that tools for such logs read: name, id and key."""
    return f"{name}+{key_id(name, public).hex()}+{b64encode(ED25519 + public).decode()}"


def sign(text: str, signer: Signer) -> str:
    """The text, an empty line and the signature: the whole note."""
    if not text.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f]", text):
        raise BadNote("a note's text ends in a newline and has no other control characters")
    signature = key_id(signer.name, signer.public) + signer.sign(text.encode())
    return f"{text}\n{DASH}{signer.name} {b64encode(signature).decode()}\n"


def open_note(note: str, public_keys: Iterable[bytes]) -> str:
    """The text of a note that one of these keys has signed, under whatever name; else BadNote.

    Signatures of other keys are passed over; a wrong one of a known key spoils the note.
    """
    text, signatures = _split(note)
    keys, has_signed = list(public_keys), False
    for name, identity, signature in signatures:
        for public in keys:
            if key_id(name, public) == identity:
                _check(public, signature, text)
                has_signed = True
    if not has_signed:
        raise BadNote("none of the keys known here has signed it")
    return text


def read_checkpoint(text: str) -> Statement:
    """The statement in the text of a checkpoint, whose note was opened before."""
    origin, size, root, *more = [*text.split("\n")[:-1], "", "", ""]
    times = [line.removeprefix(TIME) for line in more if line.startswith(TIME)]
    try:
        at = datetime.strptime(times[0], TIME_FORMAT).replace(tzinfo=UTC) if times else None
        found = Statement(origin, int(size), b64decode(root, validate=True), at)
    except (ValueError, NotBase64):
        raise BadNote("it isn't a checkpoint") from None
    if not origin or str(found.size) != size or found.size < 0 or len(found.root) != 32:
        raise BadNote("it isn't a checkpoint")
    return found


def _check(public: bytes, signature: bytes, text: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text.encode())
    except InvalidSignature:
        raise BadNote("the signature doesn't fit the text") from None


def _split(note: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    head, found, tail = note.rpartition("\n\n")
    lines = tail.split("\n")
    if not found or lines[-1] or not 1 < len(lines) <= MOST_SIGNATURES + 1:
        raise BadNote("it isn't a signed note")
    return head + "\n", [_signature(line) for line in lines[:-1]]


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, _, encoded = line.removeprefix(DASH).partition(" ")
    try:
        raw = b64decode(encoded, validate=True)
    except (ValueError, NotBase64):
        raw = b""
    if not line.startswith(DASH) or not name or "+" in name or len(raw) < 5:
        raise BadNote("a signature line isn't one")
    return name, raw[:4], raw[4:]
