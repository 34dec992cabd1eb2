"""The two texts of a receipt, written and read to the letter.

A *promise* is a signed note (c2sp.org/signed-note): this log has a leaf with this hash, written at
this time. A *proof* is a tlog-proof (c2sp.org/tlog-proof) with its checkpoint; its extra data are
the leaf's own contents, so that whoever holds it can hash them again.

What is read must be what would be written: a receipt is one text, not a family of texts that look
alike.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from portal.audit.merkle import is_included, leaf_hash
from portal.audit.notes import DASH, BadNote, Statement, read_checkpoint

PROMISE = "evenhand promise v1"
PROOF = "c2sp.org/tlog-proof@v1"
LONGEST = 20_000
HASH = 32
MOST_HASHES = 64
TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")


class BadReceipt(Exception):
    """A text isn't a receipt, whole and unchanged."""


@dataclass(frozen=True)
class Promise:
    """That a log has a leaf with this hash; `time` is the day alone for a young evaluator (R18)."""

    origin: str
    leaf: bytes
    time: str
    signature: str = ""

    @property
    def body(self) -> str:
        """What is signed."""
        lines = (PROMISE, self.origin, f"leaf {_encoded(self.leaf)}", f"time {self.time}")
        return "".join(f"{line}\n" for line in lines)

    @property
    def note(self) -> str:
        """The signed note."""
        return f"{self.body}\n{self.signature}\n"

    @property
    def text(self) -> str:
        """The whole receipt."""
        return self.note


@dataclass(frozen=True)
class Proof:
    """That leaf `index` (from 0) stands in the log which a checkpoint, a signed note, is of."""

    index: int
    hashes: tuple[bytes, ...]
    note: str
    contents: str

    @property
    def text(self) -> str:
        """The whole receipt."""
        extra = f"extra {_encoded(self.contents.encode())}"
        lines = (PROOF, extra, f"index {self.index}", *map(_encoded, self.hashes), "", self.note)
        return "\n".join(lines)

    @property
    def leaf(self) -> bytes:
        """The hash of the contents."""
        return leaf_hash(self.contents.encode())

    @cached_property
    def said(self) -> Statement:
        """What the checkpoint says."""
        return read_checkpoint(self.note.rpartition("\n\n")[0] + "\n")

    @property
    def origin(self) -> str:
        """The name of the log."""
        return self.said.origin

    @cached_property
    def event(self) -> dict[str, Any]:
        """The contents, read."""
        found: dict[str, Any] = json.loads(self.contents)
        return found

    def holds(self) -> bool:
        """Whether contents, index and hashes lead to the root that the checkpoint signs."""
        said = self.said
        return is_included(self.leaf, self.index, said.size, self.hashes, said.root)


Receipt = Promise | Proof


def read_receipt(text: str) -> Receipt:
    """The receipt in a text; blanks at the ends of lines and around it don't count."""
    kept = tidy(text)
    if len(kept) > LONGEST:
        raise BadReceipt
    try:
        found = _promise(kept) if kept.startswith(PROMISE) else _proof(kept)
        is_same = found.text.encode() == kept.encode()
    except (BadNote, NotBase64, ValueError, RecursionError):
        raise BadReceipt from None
    if not is_same:
        raise BadReceipt
    return found


def tidy(text: str) -> str:
    """A text as it was given out, though a mail or an editor added blanks around its lines."""
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\N{BYTE ORDER MARK}"))
    return "\n".join(line.strip() for line in lines).strip() + "\n"


def _promise(text: str) -> Promise:
    body, _gap, signature = text.partition("\n\n")
    _name, origin, leaf, time = body.split("\n")
    _one_signature(signature)
    if not TIME.fullmatch(time.removeprefix("time ")):
        raise BadReceipt
    return Promise(
        origin,
        _decoded(leaf.removeprefix("leaf ")),
        time.removeprefix("time "),
        signature.removesuffix("\n"),
    )


def _proof(text: str) -> Proof:
    head, statement, signature = text.split("\n\n")
    _name, extra, index, *hashes = head.split("\n")
    number = index.removeprefix("index ")
    _one_signature(signature)
    if len(hashes) > MOST_HASHES or not number.isdecimal() or len(number) > 15:
        raise BadReceipt
    contents = b64decode(extra.removeprefix("extra "), validate=True).decode()
    note = f"{statement}\n\n{signature}"
    found = Proof(int(number), tuple(map(_decoded, hashes)), note, contents)
    if found.said.text != f"{statement}\n" or not isinstance(found.event, dict):
        raise BadReceipt
    return found


def _one_signature(line: str) -> None:
    """One line, in the one way of writing it."""
    name, _, encoded = line.removeprefix(DASH).removesuffix("\n").partition(" ")
    signature = _encoded(b64decode(encoded, validate=True))
    if line != f"{DASH}{name} {signature}\n":
        raise BadReceipt


def _encoded(data: bytes) -> str:
    return b64encode(data).decode()


def _decoded(text: str) -> bytes:
    data = b64decode(text, validate=True)
    if len(data) != HASH:
        raise BadReceipt
    return data
