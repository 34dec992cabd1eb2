"""Checks the record of a tender offline, without trusting whoever made it.

    python verify.py [FOLDER or ZIP] [--receipt FILE] [--checkpoint FILE] [--key KEY]
                     [--scoring FOLDER]

It needs Python 3.9 or newer and nothing else; it writes nothing and asks no network. Without a
name it looks at the folder that it lies in. Give it a receipt or a checkpoint that you kept
yourself: whoever made the bundle can't have changed those. `--key` names the signing key that you
trust, and `--scoring` a copy of the scoring library of your own, in place of the one inside.

It says in plain words what holds and what doesn't, one line each. Exit status: 0 when everything
holds, 1 when something doesn't. One file on purpose: it can be read from top to bottom, carried
anywhere, and compared with the published one.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import builtins
import dataclasses
import functools
import hashlib
import importlib
import importlib.abc
import importlib.util
import itertools
import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

if sys.version_info < (3, 9):  # noqa: UP036 - it runs on older ones than the portal
    sys.exit("This needs Python 3.9 or newer.")

FORMAT = "evenhand-bundle/1"
LARGEST = 512 * 1024 * 1024
MOST_FILES = 50_000
MOST_SAID = 12
LEAST_SHOWN = 5
LONGEST_RUN = 600
LONGEST_WAIT = 300
HIDDEN = {"leaf", "number"}

STAGES = {
    "drafting": None,
    "open": "tender:published",
    "closed": None,
    "opened": "bids:opened",
    "marking": "marking:started",
    "moderating": "marking:closed",
    "deciding": "moderation:closed",
    "approved": "decision:approved",
    "released": "letters:released",
    "contract": "contract:entered",
}
"""How far a tender has come, and the event that brings it there; the clock alone closes it."""

TURNS = {
    "marking:closed": "moderating",
    "marking:reopened": "marking",
    "moderation:closed": "deciding",
    "moderation:reopened": "moderating",
    "decision:reopened": "moderating",
}
"""What leads on between marking and the decision, and back: for a mistake, or for somebody new; and
back from letters that are out, whose decision is made again."""

SHOWN = {
    "round:opened": ("words",),
    "round:closed": ("reason",),
    "round:prolonged": ("reason",),
    "suggestion:made": ("words",),
    "suggestion:backed": ("words",),
    "suggestions:answered": ("words",),
    "suggestion:questioned": ("words",),
    "version:kept": ("why",),
    "worry:answered": ("words",),
    "agreement:done-without": ("reason",),
    "influence:stated": ("words", "cannot_change"),
    "publication:asked": ("words",),
    "publication:approved": ("words",),
    "publication:returned": ("words",),
    "conflicts:assessed": ("words",),
    "duty:answered": ("words",),
    "budget:line-written": ("what",),
    "bid:submitted": ("provider",),
    "bid:imported": ("provider", "reference", "received_at", "changed"),
    "bids:imported": ("opened_by", "refusals"),
    "bids:opened": ("origins",),
    "providers:revealed": ("origins",),
    "gate:confirmed": ("reason",),
    "bidder:asked": ("label", "words"),
    "bidder:answered": ("words",),
    "bid:disregarded": ("reason",),
    "bid:stays-in": ("reason",),
    "seat:voided": ("reason",),
    "sheet:voided": ("reason",),
    "passage:warned": ("words",),
    "flag:raised": ("words",),
    "flag:answered": ("words",),
    "conflict:kept-out": ("label",),
    "mark:recorded": ("mark", "reason", "replaces"),
    "mark:changed": ("mark", "reason", "replaces"),
    "sheet:sent": ("marks",),
    "interview:planned": ("plan",),
    "interview:held": ("adult", "words"),
    "interview:missed": ("words",),
    "interview:marked": ("mark", "reason", "replaces"),
    "interview:sent": ("marks",),
    "moderation:recorded": ("record", "agreed"),
    "moderation:overruled": ("reason",),
    "moderation:dissented": ("words",),
    "moderation:group-noted": ("words",),
    "moderation:reopened": ("reason",),
    "decision:reopened": ("reason",),
    "tie:decided": ("reason",),
    "views:talked": ("words",),
    "narrative:written": ("words",),
    "decision:endorsed": ("reason",),
    "approver:asked": ("words",),
    "approver:answered": ("words",),
    "decision:made": ("reason",),
    "decision:approved": ("reason",),
    "decision:sent-back": ("reason",),
    "claim:recorded": ("words",),
    "claim:answered": ("words",),
    "further:decided": ("reason",),
    "tender:ended": ("reason",),
    "tender:amended": ("reason", "why_short"),
    "clarification:asked": ("words",),
    "clarification:answered": ("wording", "words", "reason"),
}
"""Sealed facts that the whole record opens; who people are isn't among them, nor what a member of
a panel said when it signed off, nor with which suggestion somebody agreed (R19)."""

IN_THE_ROOM = (
    "moderation:recorded",
    "moderation:overruled",
    "moderation:signed-off",
    "moderation:dissented",
    "moderation:came",
    "moderation:laid",
    "moderation:group-noted",
    "moderation:session-opened",
    "moderation:session-ended",
    "mark:changed",
    "interview:planned",
    "interview:held",
    "interview:missed",
    "interview:marked",
    "interview:agreed",
    "interview:sent",
)
"""What happens between the end of marking and the end of moderation, and at no other time."""

WHILE_OPEN = (
    (
        ("bid:submitted", "bid:withdrawn", "import:handed", "bid:imported", "bids:imported"),
        ("tender:published",),
        ("bids:opened",),
    ),
    (
        ("mark:recorded", "sheet:agreed", "sheet:sent", "flag:raised"),
        ("marking:started", "marking:reopened"),
        ("marking:closed",),
    ),
    (
        IN_THE_ROOM,
        ("marking:closed", "moderation:reopened", "decision:reopened"),
        ("moderation:closed", "marking:reopened"),
    ),
    (("decision:reopened",), ("letters:released",), ("contract:entered",)),
)
"""What happens between two turns alone: after one of the first, and before one of the second."""

PROVED = (
    "tender:published",
    "bid:submitted",
    "bid:imported",
    "bids:imported",
    "bids:opened",
    "marking:closed",
    "run:made",
    "decision:approved",
    "letters:released",
    "letter:released",
)
"""Events that carry a proof of their own, to be shown without the rest."""

MAY_BE_REPLACED = {
    "publication:asked": "words",
    "publication:approved": "words",
    "publication:returned": "words",
    "interest:noted": "interest",
    "conflicts:assessed": "words",
    "duty:answered": "words",
    "budget:line-written": "what",
    "gate:confirmed": "reason",
    "bidder:asked": "words",
    "bidder:answered": "words",
    "exclusion:checked": "words",
    "bid:disregarded": "reason",
    "bid:stays-in": "reason",
    "seat:voided": "reason",
    "sheet:voided": "reason",
    "conflict:declared": "answers",
    "conflict:decided": "reason",
    "conflict:weighed": "reason",
    "mark:recorded": "reason",
    "mark:changed": "reason",
    "passage:warned": "words",
    "flag:raised": "words",
    "flag:answered": "words",
    "interview:planned": "place",
    "interview:held": "words",
    "interview:missed": "words",
    "interview:marked": "reason",
    "contact:reported": "words",
    "moderation:recorded": "record",
    "moderation:overruled": "reason",
    "moderation:dissented": "words",
    "moderation:group-noted": "words",
    "moderation:reopened": "reason",
    "decision:reopened": "reason",
    "tie:decided": "reason",
    "views:talked": "words",
    "narrative:written": "words",
    "decision:endorsed": "reason",
    "approver:asked": "words",
    "approver:answered": "words",
    "decision:made": "reason",
    "decision:approved": "reason",
    "decision:sent-back": "reason",
    "claim:recorded": "words",
    "claim:answered": "words",
    "further:decided": "reason",
    "clarification:asked": "words",
    "clarification:answered": ("wording", "words", "reason"),
    "briefing:published": "words",
    "tender:amended": ("reason", "why_short"),
    "tender:ended": "reason",
    "influence:stated": ("words", "cannot_change"),
    "agreement:done-without": "reason",
    "suggestion:made": "words",
    "suggestion:backed": "words",
    "suggestions:answered": "words",
    "suggestion:questioned": "words",
    "version:kept": "why",
    "agreement:said": "words",
    "worry:answered": "words",
    "line:questioned": "words",
    "line:replied": "words",
    "letter:added": "words",
    "letter:withheld": "words",
    "debrief:asked": "words",
    "debrief:answered": "words",
    "terms:suggested": "words",
    "word:asked": "word",
    "text:redacted": "text",
}
"""By event the sealed fact that other words may stand for, or each of several: never a mark, or
whose a bid is."""

MAY_BE_ERASED = {"person", "to", "account", "answers", "at"}
"""Sealed facts that go with a person, in whatever event; a replacement goes with what it is of."""

GOES_WITH_A_PERSON = {
    ("conflict:decided", "reason"),
    ("conflict:weighed", "reason"),
    ("panel:code-made", "checked"),
    ("consent:asked", "to"),
    ("consent:noted", "route"),
    ("terms:suggested", "words"),
    ("word:asked", "word"),
}
"""What was decided about somebody's own declaration, and what a panel knew of them."""

SCORING = {
    "__init__.py": "dc1b1b1f96ce8e62a8aa05bfb0fbfd543d460b14c44d5afcb775965aeacad619",
    "agreement.py": "cf570b575afc9d740c57ae3792fed06388183c20cdd4c65a3d624d2bc7d13d6e",
    "analyse.py": "af1d561b732b5cf0ca9c67596752a3cf7dd1d033fe1bf6953aa7ea005b320c17",
    "canonical.py": "68da7247c561b80217007d4bd73b697d1eff71d6698a7717f328a147b3ac3608",
    "check.py": "47402fed17bd01c3d4ea1c10981f121c090c4a7b2a1372f3d56ad60a6cff7e40",
    "complete.py": "a982b6dd9fc9b78d985c060e60c173a089aab0637fcf36b60d6eeb7b3507e1b4",
    "dependence.py": "debe58cccc02d280bf307608ba188c1f22f8af1328e8ec36d7c35af8873f4630",
    "document.py": "f954e41c96e300a73b6bc35d661952564defc525b5e4b866608a81495247574c",
    "evaluate.py": "d359089e5cb2e8b4376040c53d85f808d4ce71fbf7677d43023abbb817948338",
    "exact.py": "cd8f1cbb8cd1528e9ca8e39a12029f3c1df449b2c41ff9d4044de88d6d9c9f2b",
    "fragility.py": "a3de6d0ef70746e47b2988a990509bf7536d883f1922610fe907758a32b46412",
    "influence.py": "341f48ee4619a524ccfa1bc6e455ced4056bfe21d90b176a25afa70f6057f395",
    "marks.py": "41d1c9846e82d84333c986c2eff1838888e9aff98f8d53a3d12da2ef0324d3c2",
    "medians.py": "a03b31610233ee92afd577888bcb8a68524814ba0ab3e01676375ff0e2720309",
    "method.py": "4a9860e2ac3c0d6bd07bafd56b3848ee36e69d6208fa0e7b1e015b72970cc16c",
    "moves.py": "ea7d45da9ad518ef0f393154979ceda81a9080c636d1652eb0689951f1c09fd1",
    "node.py": "e6bf7962dfc9efe5dac827bbd719867e68dfac0d1932b13f7b9c1d3f1503d54d",
    "outline.py": "2a379042549cb6c8ca310c338d8338bf65538f88a2ada892fc61c3b95897757b",
    "price.py": "9af27f0e2862c0b03164c65f57595d90029d302211d34f8bcf72c8ef0af2dee6",
    "problems.py": "05833a48d24a2066dee638abd78af5c91857468b5e72d8595154b5417f3963f8",
    "ranking.py": "c5fec09980e40ca0ad53802c9c08f181b916df5e44c85df9596428ed527be0a5",
    "read_marks.py": "9296ccb7ea304a06115eef8e20bbf3e4bebb7d7cbfbd116fec03e1b6463dcc4e",
    "read_method.py": "5f69df9a3e339a4657be1abc03ff3de837a5f870c3832ddfee1596ae9908413a",
    "read_price.py": "19b79a475bebf4a089ca19b2df98455a5c4aa4f606ee948f924509acf9340d72",
    "read_rows.py": "04273941fe83bc2eb7a988c5f5de2b9a3b61508a1e48fbf4dc52a398d12e1bb1",
    "result.py": "3d28a94784fb822b39b6091c331023d069f590860217267c3c9ffdcbb699bb2a",
    "table.py": "69c995e207edee4722f9d5bdaeb107996f8151731c2953cdd992e0d02331b784",
    "tally.py": "f2a89f6a032a93f85fdefc0dffdee879a763bdb3337dfda8c0d86bec6c417c00",
    "verify.py": "7f95fba6cea38783827267329d874ba67f3a76c16193ddaed959c5557686d627",
    "weights.py": "fffcc309d3388179afa657c6426e747694005a099f5a016475798f7aaeee4c2d",
}
"""The files of the scoring library as this program was published with them, by SHA-256."""

Check = Generator[str, None, str]
"""A check yields what doesn't hold, a sentence each, and returns what holds."""


class Unreadable(Exception):
    """Something that can't be read at all; the message is a sentence that says why."""


# --- Ed25519 (RFC 8032), verification alone -------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)

Point = tuple[int, int, int, int]
"""A point of the curve in extended coordinates: X, Y, Z, T."""


def _add(a: Point, b: Point) -> Point:
    u = (a[1] - a[0]) * (b[1] - b[0]) % P
    v = (a[1] + a[0]) * (b[1] + b[0]) % P
    w, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = v - u, z - w, z + w, v + u
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(number: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = _add(total, point)
        point, number = _add(point, point), number >> 1
    return total


def _point(data: bytes) -> Point | None:
    """The point that 32 bytes stand for; none where they aren't its one right form."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


def _bytes(point: Point) -> bytes:
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


@functools.cache
def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this is the key's Ed25519 signature of the message, judged strictly (RFC 8032)."""
    if len(public) != 32 or len(signature) != 64 or BASE is None:
        return False
    key, s = _point(public), int.from_bytes(signature[32:], "little")
    if key is None or s >= L or _bytes(_times(8, key)) == _bytes((0, 1, 1, 0)):
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    k = int.from_bytes(digest, "little") % L
    minus = (P - key[0], key[1], 1, P - key[3])
    return _bytes(_add(_times(s, BASE), _times(k, minus))) == signature[:32]


# --- The Merkle tree (RFC 6962, RFC 9162) ---------------------------------------------------------


def leaf_hash(data: bytes) -> bytes:
    """The hash of one entry: SHA-256(0x00 and the entry)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two hashes: SHA-256(0x01, left, right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def roots(leaves: Iterable[bytes], sizes: Collection[int]) -> dict[int, bytes]:
    """The root of the tree over the first so many leaves, for each of these sizes."""
    wanted, found = set(sizes), {}
    peaks: list[bytes] = []
    for number, leaf in enumerate(itertools.chain([b""], leaves)):
        if number:
            peaks.append(leaf)
            for _ in range((number & -number).bit_length() - 1):
                right = peaks.pop()
                peaks.append(node_hash(peaks.pop(), right))
        if number in wanted:
            found[number] = _fold(peaks)
    return found


def _fold(peaks: Sequence[bytes]) -> bytes:
    if not peaks:
        return hashlib.sha256(b"").digest()
    root = peaks[-1]
    for left in reversed(peaks[:-1]):
        root = node_hash(left, root)
    return root


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof shows that the leaf stands at this index of the tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for each in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(each, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, each)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def is_continued(old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the larger tree begins with the smaller (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= size:
        return False
    if old in (0, size):
        begins = old_root == (root if old else _fold([]))
        return begins and not proof
    steps = list(proof) if old & (old - 1) else [old_root, *proof]
    if not steps:
        return False
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    return _continue(place, last, steps) == (old_root, root)


def _continue(place: int, last: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The two roots that the steps of a consistency proof come to."""
    first = second = steps[0]
    for each in steps[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            first, second = node_hash(each, first), node_hash(each, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, each)
        place, last = place >> 1, last >> 1
    return (first, second) if last == 0 else None


# --- Signed notes and checkpoints (c2sp.org/signed-note, c2sp.org/tlog-checkpoint) ----------------


@dataclasses.dataclass(frozen=True)
class Key:
    """A public key that signs notes: its name, its short id, and its 32 bytes."""

    name: str
    id: bytes
    public: bytes


def read_key(text: str) -> Key:
    """A key as `name+id+base64`; its id must be the one that follows from name and key."""
    name, _, rest = text.strip().partition("+")
    short, _, data = rest.partition("+")
    public = _base64(data)
    right = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
    if len(public) != 33 or public[0] != 1 or right.hex() != short.lower():
        raise Unreadable(f"This isn’t an Ed25519 key as C2SP notes write it: {plain(text)}")
    return Key(name, right, public[1:])


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable(f"This isn’t base64: {plain(text)}") from None


def read_note(text: str, keys: Sequence[Key]) -> str:
    """The signed text of a note; a note that none of these keys signed is refused."""
    body, gap, tail = text.rpartition("\n\n")
    lines = tail.split("\n")
    if not gap or lines.pop() != "" or any(not line.startswith("— ") for line in lines):
        raise Unreadable("it isn’t a signed note")
    body += "\n"
    signed = False
    for line in lines:
        words = line.split(" ")
        if len(words) != 3:
            raise Unreadable("it isn’t a signed note")
        name, signature = words[1], _base64(words[2])
        for key in keys:
            if (key.name, key.id) == (name, signature[:4]):
                if not is_signed(key.public, body.encode(), signature[4:]):
                    raise Unreadable(f"its signature by {plain(name)} is false")
                signed = True
    if not signed:
        raise Unreadable("none of the keys of this log has signed it")
    return body


@dataclasses.dataclass(frozen=True)
class Checkpoint:
    """What a log signed: at this time it had so many events, and this root over them."""

    origin: str
    size: int
    root: bytes
    time: str


def read_checkpoint(text: str, keys: Sequence[Key]) -> Checkpoint:
    """A checkpoint whose signature holds."""
    lines = read_note(text, keys).split("\n")[:-1]
    if len(lines) < 3 or not is_size(lines[1]) or len(root := _base64(lines[2])) != 32:
        raise Unreadable("it isn’t a checkpoint")
    times = [line[5:] for line in lines[3:] if line.startswith("time ")]
    return Checkpoint(lines[0], int(lines[1]), root, "".join(times[:1]))


def is_size(text: str) -> bool:
    """Whether a whole number stands there in its one right form."""
    return len(text) <= 15 and bool(re.fullmatch("0|[1-9][0-9]*", text, re.ASCII))


# --- Files: a folder or a zip, read with care -----------------------------------------------------


class Files:
    """The files of a bundle. Nothing is unpacked, and nothing outside of it is read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.zip = None if os.path.isdir(path) else _open_zip(path)
        self.members = _members(self.zip) if self.zip else {}

    def read(self, name: str) -> bytes:
        """One file, whole; one that is missing, damaged or too large is refused in a sentence."""
        try:
            with self._open(name) as file:
                data: bytes = file.read(LARGEST + 1)
        except KeyError:
            raise Unreadable(f"The file {name} is missing.") from None
        except (OSError, EOFError, ValueError, RuntimeError, zlib.error, zipfile.BadZipFile) as why:
            raise Unreadable(f"The file {name} can’t be read: {plain(why)}.") from None
        if len(data) > LARGEST:
            raise Unreadable(f"The file {name} is too large to be part of a bundle.")
        return data

    def _open(self, name: str) -> Any:
        if self.zip:
            return self.zip.open(self.members[name])
        path = os.path.join(self.path, *name.split("/"))
        inside = os.path.realpath(self.path) + os.sep
        if not os.path.realpath(path).startswith(inside):
            raise Unreadable(f"The file {name} leads out of the folder, so it isn’t read.")
        if not os.path.isfile(path):
            raise KeyError(name)
        return open(path, "rb")  # noqa: SIM115 - the caller closes it

    def names(self, folder: str) -> list[str]:
        """The files of one folder of the bundle, sorted."""
        if self.zip:
            found = [name for name in self.members if name.startswith(f"{folder}/")]
        else:
            place = os.path.join(self.path, folder)
            inside = os.listdir(place) if os.path.isdir(place) else []
            found = [f"{folder}/{name}" for name in inside]
        if len(found) > MOST_FILES:
            raise Unreadable(f"The folder {folder} has too many files to be part of a bundle.")
        return sorted(name for name in found if not name.endswith(("/", ".pyc", "__pycache__")))

    def text(self, name: str) -> str:
        """One file as text."""
        try:
            return self.read(name).decode()
        except UnicodeDecodeError:
            raise Unreadable(f"The file {name} isn’t text in UTF-8.") from None

    def json(self, name: str) -> Any:
        """One file as JSON."""
        return parse(self.text(name), name)

    def lines(self, name: str) -> list[Any]:
        """A file with one JSON object a line."""
        return [parse(line, name) for line in self.text(name).split("\n") if line]


def _open_zip(path: str) -> zipfile.ZipFile:
    if not os.path.exists(path):
        raise Unreadable(f"There is nothing at {plain(path)}.")
    try:
        return zipfile.ZipFile(path)
    except (OSError, ValueError, EOFError, NotImplementedError, zipfile.BadZipFile):
        raise Unreadable(f"{plain(path)} isn’t a zip file, or it is damaged.") from None


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MOST_FILES:
        raise Unreadable("The zip has too many files to be a bundle.")
    for info in infos:
        steps = info.orig_filename.replace("\\", "/").split("/")
        if ".." in steps or steps[0] == "" or ":" in steps[0] or "\0" in info.orig_filename:
            raise Unreadable(f"The zip has a path that leads out of it: {plain(info.filename)}.")
    twice = [name for name, n in Counter(info.filename for info in infos).items() if n > 1]
    if twice:
        raise Unreadable(f"The zip has a file twice: {plain(twice[0])}.")
    return {info.filename: info for info in infos}


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key twice")
    return made


_decode = json.JSONDecoder(object_pairs_hook=_object).decode


def parse(text: str, name: str) -> Any:
    """JSON with each key once; anything else is refused in a sentence."""
    try:
        return _decode(text)
    except (ValueError, RecursionError):
        raise Unreadable(f"The file {name} isn’t JSON as a bundle writes it.") from None


def plain(value: object) -> str:
    """Anything in one short line that is safe to print."""
    text = "".join(each if each.isprintable() else "?" for each in str(value))
    return text if len(text) <= 200 else text[:199] + "…"


# --- The bundle -----------------------------------------------------------------------------------


class Case:
    """What a bundle says, and what was kept outside of it."""

    def __init__(self, files: Files, given: argparse.Namespace) -> None:
        self.files, self.given = files, given
        self.about = files.json("bundle.json")
        if not isinstance(self.about, dict) or self.about.get("format") != FORMAT:
            raise Unreadable(f"This isn’t a bundle in the format {FORMAT}.")
        self.is_full = self.about["form"] == "full"
        self.lines = files.text("events.jsonl").split("\n")[:-1]
        self.events = [parse(line, "events.jsonl") for line in self.lines]
        self.leaves = [bytes.fromhex(line) for line in files.text("leaves.txt").split("\n")[:-1]]
        pairs = zip(self.lines, self.events, self.leaves)  # noqa: B905
        self.known = [event for line, event, leaf in pairs if is_known(line, event, leaf)]
        openings = files.lines("openings.jsonl")
        self.openings = {(each["event"], each["name"]): each for each in openings}
        self.keys = [read_key(each["key"]) for each in files.json("keys.json")]
        self.replaced = {
            (event["facts"]["event"], event["facts"]["name"]): (event["number"], "text")
            for event in self.of("text:redacted")
        }
        paired = [event["facts"] for event in self.of("seat:paired")]
        self.voices = {facts["partner"]: facts["holder"] for facts in paired}

    def of(self, *names: str) -> Iterator[dict[str, Any]]:
        """The events with these names, in order: those whose contents give their leaf."""
        return (event for event in self.known if event.get("name") in names)

    def voice(self, event: Mapping[str, Any]) -> str:
        """Whose marks an event is about: of two who mark as one, always the first one's."""
        return str(self.voices.get(event["actor"], event["actor"]))

    def last(self, name: str) -> dict[str, Any]:
        """The last event with this name."""
        found = list(self.of(name))
        if not found:
            raise Unreadable(f"No event {name} is in the record.")
        return found[-1]

    def opened(self, event: Mapping[str, Any], name: str) -> Any:
        """The value behind a seal, or what stands for it since it was redacted; `SEALED` where this
        bundle doesn't open it."""
        place = (event["number"], name)
        for _ in range(len(self.replaced)):
            place = self.replaced.get(place, place)
        found = self.openings.get(place, {})
        return json.loads(found["value"]) if "value" in found else SEALED

    def standing(self, sha256: str) -> str:
        """The hash of what a published document became by words that were taken out of it; the
        record tells each time."""
        for event in self.of("wording:removed"):
            for each in event["facts"]["documents"]:
                sha256 = each["after"] if each["before"] == sha256 else sha256
        return sha256

    @functools.cached_property
    def stage(self) -> str:
        """How far the tender had come, as its events tell: what the bundle says of it is no proof.

        A bidder's form is made after the release, and hides the events that would tell.
        """
        if not self.is_full:
            return "released"
        again = [event["number"] for event in self.of("decision:reopened")][-1:] or [0]
        there = {event.get("name") for event in self.known if event["number"] >= again[0]}
        begins = "moderating" if again[0] else "drafting"
        stage = [each for each, name in STAGES.items() if name in there or each == begins][-1]
        turns = [TURNS[event["name"]] for event in self.of(*TURNS)]
        return turns[-1] if turns and stage in ("moderating", "deciding") else stage

    @functools.cached_property
    def opening(self) -> int:
        """The event from which on bids may come."""
        published = [event["number"] for event in self.of("tender:published")]
        return min(published, default=len(self.events) + 1)

    def reached(self, stage: str) -> bool:
        """Whether the tender had come so far when the bundle was made."""
        order = list(STAGES)
        return order.index(self.stage) >= order.index(stage)

    @functools.cached_property
    def trusted(self) -> list[Key]:
        """The keys that you trust (else the first one), and all that follow from them."""
        starts = [read_key(text) for text in self.given.key] or self.keys[:1]
        found: list[Key] = []
        for key, row in zip(self.keys, self.files.json("keys.json")):  # noqa: B905
            if key in starts or is_endorsed(key, row, found):
                found.append(key)
        return found

    def checkpoints(self) -> list[tuple[str, str]]:
        """The bundle's checkpoints: their file names and texts, smallest first."""
        return [(name, self.files.text(name)) for name in self.files.names("checkpoints")]


SEALED = object()


def is_known(line: str, event: Any, leaf: bytes) -> bool:
    """Whether a line has an event's contents, and they give its leaf."""
    return isinstance(event, dict) and set(event) != HIDDEN and leaf_hash(line.encode()) == leaf


def is_endorsed(key: Key, row: Mapping[str, Any], before: Iterable[Key]) -> bool:
    """Whether one of the keys before has signed this one."""
    line, signature = row.get("made", ""), _base64(row.get("endorsement", ""))
    if not line or read_key(line).public != key.public:
        return False
    return any(is_signed(each.public, line.encode(), signature) for each in before)


def said(event: Mapping[str, Any]) -> str:
    """An event as a sentence names it."""
    facts = event["facts"]
    where = [f"Bid {facts['label']}"] if "label" in facts else []
    where += [str(facts["criterion"])] if "criterion" in facts else []
    about = ", ".join([str(event["name"]), *where])
    return plain(f"event {event['number']} ({about})")


# --- Is the record whole, and is it the one that was signed? --------------------------------------


def check_key(case: Case) -> Check:
    """The keys follow one another, and the one that you trust is among them."""
    rows = case.files.json("keys.json")
    for place, key in enumerate(case.keys):
        if place and not is_endorsed(key, rows[place], case.keys[:place]):
            yield f"The key {key.id.hex()} isn’t signed by any key before it."
    if not case.keys:
        yield "The bundle names no key."
    for text in case.given.key:
        if read_key(text) not in case.keys:
            yield f"The key that you trust has no part in this bundle: {plain(text)}."
    texts = ", ".join(row["key"] for row in rows)
    if case.given.key:
        return f"The key that you trust is among those of the log: {plain(texts)}."
    return f"The log’s key is {plain(texts)}. Compare it with the one that the authority publishes."


def check_events(case: Case) -> Check:
    """Numbers without a gap; each event's contents, hashed anew, give its leaf."""
    expected = 1
    for line, event, leaf in zip(case.lines, case.events, case.leaves):  # noqa: B905
        number = event["number"]
        if number != expected:
            yield f"Where event {expected} should stand, the record has event {plain(number)}."
        expected = int(number) + 1
        if set(event) == HIDDEN:
            yield from _hidden_problems(case, event, leaf)
        elif leaf_hash(line.encode()) != leaf:
            yield f"The contents of {said(event)} don’t give its leaf: it was changed or moved."
        elif event["log"] != case.about["log"]:
            yield f"{said(event)} belongs to another log."
    total, hidden = len(case.events), len(case.events) - len(case.known)
    if total != len(case.leaves):
        yield f"There are {total} events, but {len(case.leaves)} leaves."
    if not total:
        yield "There is no event."
    if hidden:
        return (
            f"The record has {total} events without a gap. You have the contents of"
            f" {total - hidden}, and each gives its leaf; of the others you may know the leaf only."
        )
    return f"The record has {total} events without a gap, and the contents of each give its leaf."


def _hidden_problems(case: Case, event: Mapping[str, Any], leaf: bytes) -> Iterator[str]:
    """Of the whole record, bids alone are hidden, and only before they are opened (R29)."""
    number = event["number"]
    if bytes.fromhex(event["leaf"]) != leaf:
        yield f"The contents of event {plain(number)} don’t give its leaf: it was changed or moved."
    if case.is_full and case.reached("opened"):
        yield f"Event {plain(number)} is hidden, and the whole record hides none by now."
    elif case.is_full and number < case.opening:
        yield f"Event {plain(number)} is hidden, and nobody could bid yet."


def check_checkpoints(case: Case) -> Check:
    """The signed checkpoints are over exactly these events, and the last is over all of them."""
    good, covered, found = 0, 0, []
    for name, text in case.checkpoints():
        try:
            found.append((name, read_checkpoint(text, case.keys), is_trusted(case, text)))
        except Unreadable as why:
            yield f"The checkpoint {plain(name)} can’t be relied on: {why}."
    found.sort(key=lambda row: row[1].size)
    computed = roots(case.leaves, {checkpoint.size for _, checkpoint, _ in found})
    for name, checkpoint, counts in found:
        if problem := _disagreement(case, checkpoint, computed.get(checkpoint.size), good):
            yield f"The checkpoint {plain(name)} {problem}"
        else:
            good, covered = checkpoint.size, checkpoint.size if counts else covered
    if not case.about["origin"].endswith(f"/{case.about['log']}"):
        yield "The log’s name in checkpoints isn’t that of this tender."
    if not found:
        yield "There is no checkpoint that a key of the log signed."
    elif covered < len(case.leaves):
        whose = "the key that you trust" if case.given.key else "the log’s key"
        rest = f"{covered + 1} to {len(case.leaves)}"
        yield f"Events {rest} are in no checkpoint that {whose} signed."
    older = sum(not counts for _, _, counts in found)
    rest = f" {older} of them are by keys before the one that you trust." if older else ""
    return (
        f"{counted(len(found), 'checkpoint')} signed by the log agree with the events."
        f" The last, {found[-1][1].time if found else ''}, is over events 1 to {good}.{rest}"
    )


def is_trusted(case: Case, text: str) -> bool:
    """Whether a key that you trust, or one that followed it, has signed a note."""
    try:
        return bool(read_note(text, case.trusted))
    except Unreadable:
        return False


def _disagreement(
    case: Case, checkpoint: Checkpoint, computed: bytes | None, good: int
) -> str | None:
    """Why a checkpoint doesn't fit these events, as the rest of a sentence; `good`: up to where an
    earlier one does."""
    total, size = len(case.leaves), checkpoint.size
    if checkpoint.origin != case.about["origin"]:
        return f"is of another log: {plain(checkpoint.origin)}."
    if size > total:
        return (
            f"({checkpoint.time}) counts {counted(size, 'event')}, and this bundle ends at event"
            f" {total}: either its end was cut off, or it is older than the checkpoint."
        )
    if computed == checkpoint.root:
        return None
    return (
        f"({checkpoint.time}) is over other events than these: among events {good + 1} to {size}"
        " something was changed, removed, added or moved."
    )


def check_proofs(case: Case) -> Check:
    """Each public act is proved by itself, and that each checkpoint goes on from the one before."""
    names = set(case.files.names("proofs"))
    wanted = {f"proofs/{event['number']:08}.tlog-proof" for event in case.of(*PROVED)}
    for name in sorted(wanted - names):
        yield f"The proof {plain(name)} is missing."
    yield from _continuations(case, "proofs/consistency.json")
    for name in sorted(names - {"proofs/consistency.json"}):
        try:
            text = case.files.text(name)
            if name != f"proofs/{proof_index(text) + 1:08}.tlog-proof":
                yield f"The proof {plain(name)} is about another event than its name says."
            if problem := _proof_problem(case, text):
                yield f"The proof {plain(name)} {problem}"
        except Unreadable as why:
            yield f"The proof {plain(name)} can’t be relied on: {why}."
    words = counted(len(names), "proof")
    return (
        f"What {words} of single events and between checkpoints say is true, and none is missing."
    )


def _continuations(case: Case, name: str) -> Iterator[str]:
    checkpoints = [read_checkpoint(text, case.keys) for _, text in case.checkpoints()]
    by_size = {each.size: each.root for each in checkpoints}
    sizes, shown = sorted(by_size), set()
    for row in case.files.json(name):
        old, new = row["from"], row["to"]
        proof = [_base64(each) for each in row["hashes"]]
        if is_continued(old, by_size.get(old, b""), new, by_size.get(new, b""), proof):
            shown.add((old, new))
        else:
            yield f"That the log of {new} events goes on from that of {old} isn’t shown."
    for old, new in zip(sizes, sizes[1:]):  # noqa: B905
        if new <= len(case.leaves) and (old, new) not in shown:
            yield f"That the log of {new} events goes on from that of {old} is proved nowhere."


def proof_index(text: str) -> int:
    """The place in the log, from 0, that a tlog-proof is about."""
    head = text.partition("\n\n")[0].split("\n")
    head = head[:1] + head[2:] if len(head) > 1 and head[1].startswith("extra ") else head
    place = head[1][6:] if len(head) > 1 and head[1].startswith("index ") else ""
    if head[0] != "c2sp.org/tlog-proof@v1" or not is_size(place):
        raise Unreadable("it isn’t written as a proof (c2sp.org/tlog-proof@v1)")
    return int(place)


def _proof_problem(case: Case, text: str) -> str | None:
    """What is wrong with one tlog-proof against this bundle, as the rest of a sentence."""
    index = proof_index(text)
    head, _, rest = text.partition("\n\n")
    lines = head.split("\nindex ")[1].split("\n")[1:]
    proof = [_base64(line) for line in lines]
    checkpoint = read_checkpoint(rest, case.keys)
    if index >= len(case.leaves):
        return f"is about event {index + 1}, and this bundle ends before it."
    if not is_included(case.leaves[index], index, checkpoint.size, proof, checkpoint.root):
        return f"doesn’t show event {index + 1} as this bundle has it: one of the two is false."
    computed = roots(case.leaves, {checkpoint.size}).get(checkpoint.size)
    return _disagreement(case, checkpoint, computed, 0)


def check_seals(case: Case) -> Check:
    """What this reader may know of sealed facts is what was sealed at the time."""
    events = {event["number"]: event for event in case.known}
    explained = {*case.replaced}
    for gone in case.of("person:erased"):
        explained |= set(zip(gone["facts"]["events"], gone["facts"]["names"]))  # noqa: B905
    yield from _wrongly_gone(case, events, explained)
    for (number, name), each in case.openings.items():
        event = events.get(number)
        if event is None or name not in event["seals"]:
            yield f"A sealed fact is shown that event {plain(number)} doesn’t have: {plain(name)}."
        elif "value" not in each:
            if (number, name) not in explained:
                yield f"The {plain(name)} of {said(event)} is gone, and nothing says why."
        else:
            salted = bytes.fromhex(each["salt"]) + each["value"].encode()
            if hashlib.sha256(salted).hexdigest() != event["seals"][name]:
                yield f"The {plain(name)} shown for {said(event)} isn’t what was sealed then."
    if case.reached("released") and case.is_full:
        yield from _unopened(case)
    shown = sum("value" in each for each in case.openings.values())
    sealed = sum(len(event["seals"]) for event in events.values()) - len(case.openings)
    rest = f" {sealed} more stay sealed: you may not know them." if sealed else ""
    return f"What is shown of sealed facts ({shown}) is what was sealed then.{rest}{_gone(case)}"


def _wrongly_gone(
    case: Case, events: Mapping[Any, Mapping[str, Any]], explained: Iterable[Any]
) -> Iterator[str]:
    """What may never be erased or replaced: whoever could do so could change a result (R26)."""
    before = {new: old for old, new in case.replaced.items()}
    for place in sorted(explained, key=str):
        kind, first = events.get(place[0], {}).get("name", ""), place
        for _ in range(len(before)):
            first = before.get(first, first)
        if place in case.replaced:
            names = MAY_BE_REPLACED.get(kind, ())
            is_named = place[1] in (names if isinstance(names, tuple) else (names,))
            is_right = is_named and place[0] < case.replaced[place][0]
        else:
            kind = events.get(first[0], {}).get("name", "")
            is_right = first[1] in MAY_BE_ERASED or (kind, first[1]) in GOES_WITH_A_PERSON
        if not is_right:
            yield plain(f"The {place[1]} of event {place[0]} was erased or replaced: never right.")


def _gone(case: Case) -> str:
    """How many words were erased or replaced since, in which events, and when."""
    erased = {place: each for place, each in case.openings.items() if "erased" in each}
    if not erased:
        return ""
    days = ", ".join(sorted({plain(each["erased"]) for each in erased.values()}))
    numbers = ", ".join(map(str, sorted({number for number, _ in erased})))
    new = len(case.replaced.keys() & erased.keys())
    words = f" Other words stand for {new} of them." if new else ""
    where = plain(f"Events: {numbers}")
    return f" {counted(len(erased), 'fact')} erased on {days}: the seals stay.{words} {where}."


def _unopened(case: Case) -> Iterator[str]:
    """What the whole record opens, and this one doesn't."""
    sent = Counter(event["facts"]["bid_sha256"] for event in case.of("bid:withdrawn"))
    for event in case.of(*SHOWN):
        for name in SHOWN[event["name"]]:
            if event["name"] == "bid:submitted" and sent[event["facts"]["bid_sha256"]]:
                continue  # who took its bid back stays unknown
            if name == "agreed" and name not in event["seals"]:
                continue  # `check_agreed` asks for it where the record was replaced
            if (event["number"], name) not in case.openings:
                yield f"The {name} of {said(event)} isn’t opened, and nothing says why."


# --- Was it done as published? --------------------------------------------------------------------


def check_published(case: Case) -> Check:
    """Specification and method are those that were published, to the byte (R4)."""
    published = case.last("tender:published")
    for name in ("specification", "method"):
        digest = hashlib.sha256(case.files.read(f"{name}.json")).hexdigest()
        stands = case.standing(published["facts"][f"{name}_sha256"])
        if digest != stands:
            yield f"The {name} isn’t the one that {said(published)} published."
    tender, told = case.about["tender"], case.files.json("specification.json")
    yield from _small_groups(told)
    right = {name: told[name] for name in ("title", "reference")}
    right["authority"] = told["authority"]["name"]
    for name in right:
        if tender[name] != right[name]:
            yield f"The bundle says {name} {plain(tender[name])}; published was {right[name]}."
    words = f"Specification and method are those published on {published['at'][:10]}."
    return words + _removed(case)


def _removed(case: Case) -> str:
    """How many published texts words were taken out of since, in which events, and when."""
    found = list(case.of("wording:removed"))
    if not found:
        return ""
    texts = sum(event["facts"]["texts"] for event in found)
    days = ", ".join(sorted({plain(event["at"][:10]) for event in found}))
    numbers = ", ".join(str(event["number"]) for event in found)
    return plain(
        f" Words were taken out of {counted(texts, 'text')} on {days}, which the record tells"
        f" (events {numbers}); the hash of what was published first stays."
    )


def _small_groups(told: Any) -> Iterator[str]:
    """No average was published for fewer people than the tender shows numbers of (R19)."""
    least, planned = told["least_shown"], {each["slug"]: each["planned"] for each in told["groups"]}
    if type(least) is not int or least < LEAST_SHOWN:
        yield f"The tender shows numbers of {plain(least)} people; it may show none under 5."
        return
    for each in told["criteria"]:
        few = [of["slug"] for of in each["shares"] if planned[of["slug"]] < least]
        if each["group_mark"] != "agreed" and few:
            yield f"{plain(each['code'])} takes an average of fewer than {least} people."


def check_bids(case: Case) -> Check:
    """Each bid is what was sealed before the deadline (R29)."""
    amended = [event["facts"]["deadline_at"] for event in case.of("tender:amended")]
    published = case.files.json("specification.json")["deadline_at"]
    deadline = moment(amended[-1] if amended else published)
    sent = _standing(case)
    names = case.files.names("bids")
    for name in names:
        data, label = case.files.read(name), name[5:-5]
        digest = hashlib.sha256(data).hexdigest()
        if digest not in sent:
            yield f"Bid {plain(label)} isn’t one that was submitted: no such hash is in the record."
            continue
        event, bid = sent[digest], parse(data.decode(), name)
        if event["name"] == "bid:imported":
            yield from _brought_problems(case, label, bid, event, deadline)
        else:
            yield from _late_problems(label, event, deadline)
        yield from _bid_problems(case, label, bid, event)
    opened = list(case.of("bids:opened"))
    labels = sorted(opened[-1]["facts"]["labels"]) if opened else [case.about["label"]]
    if labels != [name[5:-5] for name in names]:
        yield "The bids in this bundle aren’t those that should be in it."
    if any(case.of("bid:imported")):
        return (
            f"What is shown of {counted(len(names), 'bid')} is as it was brought from another"
            " system, which says that it came there before the deadline."
        )
    return (
        f"What is shown of {counted(len(names), 'bid')} was sent before the deadline, to the byte."
    )


def _standing(case: Case) -> dict[str, Mapping[str, Any]]:
    """The events of the bids that came and weren’t taken back, by their hash."""
    sent: dict[str, Mapping[str, Any]] = {}
    for each in case.of("bid:submitted", "bid:imported", "bid:withdrawn"):
        if each["name"] == "bid:withdrawn":
            sent.pop(each["facts"]["bid_sha256"], None)
        else:
            sent[each["facts"]["bid_sha256"]] = each
    return sent


def check_opening(case: Case) -> Check:
    """Two of three opened, after the deadline, every bid that stood as it was sealed (R29)."""
    if "bids_elsewhere" in case.files.json("specification.json") or any(case.of("bids:imported")):
        return (yield from _check_import(case))
    deadline = moment(case.files.json("specification.json")["deadline_at"])
    opening = case.last("bids:opened")
    told = {(each["bid"], each["box"]) for each in opening["facts"]["bids"]}
    stood = set()
    for each in case.of("bid:submitted", "bid:withdrawn"):
        digest = each["facts"]["bid_sha256"]
        if each["name"] == "bid:submitted":
            stood.add((digest, each["facts"]["box_sha256"]))
        else:
            stood = {pair for pair in stood if pair[0] != digest}
    if told != stood or len(opening["facts"]["bids"]) != len(opening["facts"]["labels"]):
        yield f"{said(opening)} isn’t of exactly the bids that stood, as they were sealed."
    if moment(opening["at"]) < deadline:
        yield "The bids were opened before the deadline."
    begun = [each for each in case.of("opening:begun") if each["number"] < opening["number"]]
    seats = opening["facts"]["seats"]
    if len(set(seats)) != 2 or not begun:
        yield f"{said(opening)} wasn’t done by two."
    elif begun[-1]["actor"] == opening["actor"] or begun[-1]["facts"]["seat"] != seats[0]:
        yield f"{said(begun[-1])} and {said(opening)} aren’t by two different people."
    who = " and ".join(f"{role} ({seat})" for role, seat in zip(opening["facts"]["roles"], seats))  # noqa: B905
    return f"{plain(who)} opened {counted(len(told), 'bid')} together, each as it was sealed."


def _check_import(case: Case) -> Check:
    """Bids came in another system: one brought them, another confirmed exactly that (R29)."""
    specification = case.files.json("specification.json")
    there = specification.get("bids_elsewhere", {}).get("system")
    made, opening = case.last("bids:imported"), case.last("bids:opened")
    facts, deadline = made["facts"], moment(specification["deadline_at"])
    if there != facts["system"]:
        yield f"{said(made)} is from another system than the published one."
    handed = [each for each in case.of("import:handed") if each["number"] < made["number"]]
    if not handed or handed[-1]["actor"] == made["actor"]:
        yield f"{said(made)} wasn’t done by two."
    elif any(handed[-1]["facts"][it] != facts[it] for it in ("import_sha256", "workbook_sha256")):
        yield f"{said(made)} isn’t what {said(handed[-1])} checked."
    brought = sorted(each["facts"]["bid_sha256"] for each in case.of("bid:imported"))
    opened = sorted(each["bid"] for each in opening["facts"]["bids"])
    labels, sealed_here = opening["facts"]["labels"], any(case.of("bid:submitted"))
    is_same = brought == opened == sorted(facts["bids"]) and len(opened) == len(labels)
    if sealed_here or not is_same:
        yield f"{said(opening)} isn’t of exactly the bids that were brought."
    if len(opened) + facts["refused"] != facts["received"]:
        yield f"{said(made)} doesn’t account for every bid that was received there."
    if moment(facts["opened_at"]) < deadline or moment(made["at"]) < deadline:
        yield "The bids were opened before the deadline."
    return (
        f"Two people brought {counted(len(opened), 'bid')} from {plain(facts['system'])}, as it had"
        " opened them. How they were kept there is on no record here."
    )


def _brought_problems(
    case: Case, label: str, bid: Mapping[str, Any], event: Mapping[str, Any], deadline: datetime
) -> Iterator[str]:
    """A bid from another system says itself where it is from and when it came there."""
    told = bid["elsewhere"]
    if moment(told["received_at"]) >= deadline:
        yield f"Bid {plain(label)} came after the deadline ({said(event)})."
    for name in ("reference", "received_at", "changed"):
        value = case.opened(event, name)
        if value is not SEALED and value != told[name]:
            yield f"Bid {plain(label)} says another {name} than {said(event)}."


def moment(text: str) -> datetime:
    """A moment of the record."""
    return datetime.fromisoformat(text)


def _late_problems(label: str, event: Mapping[str, Any], deadline: datetime) -> Iterator[str]:
    came = moment(event["facts"]["received_at"])
    if came >= deadline:
        yield f"Bid {plain(label)} came after the deadline ({said(event)})."
    if not 0 <= (moment(event["at"]) - came).total_seconds() <= LONGEST_WAIT:
        yield f"Bid {plain(label)} can’t have come when {said(event)} says that it came."


def _bid_problems(
    case: Case, label: str, bid: Mapping[str, Any], event: Mapping[str, Any]
) -> Iterator[str]:
    if bid["tender"]["id"] != case.about["log"]:
        yield f"Bid {plain(label)} is for another tender."
    if bid["method_sha256"] != case.last("tender:published")["facts"]["method_sha256"]:
        yield f"Bid {plain(label)} answers another method than the published one."
    provider = case.opened(event, "provider")
    if provider is SEALED:
        yield f"Who sent {said(event)} isn’t opened."
    elif provider != bid["provider"]["id"]:
        yield f"Bid {plain(label)} is from another provider than {said(event)} says."
    for opened in case.of("bids:opened"):
        origins = case.opened(opened, "origins")
        if origins is not SEALED and origins.get(label) != bid["provider"]["id"]:
            yield f"Bid {plain(label)} is from another provider than {said(opened)} says."


def check_order(case: Case) -> Check:
    """What had to come first came first: publish, open, mark, moderate, run, approve, tell."""
    steps = [*dict.fromkeys(each for each in STAGES.values() if each)]
    last = {event["name"]: event["number"] for event in case.of(*steps)}
    there = [name for each, name in STAGES.items() if name and name in last and case.reached(each)]
    stage = "open" if case.about["stage"] == "closed" else case.about["stage"]
    if stage != case.stage:
        tells = STAGES[case.stage] or "no event"
        yield f"The tender is said to be {plain(stage)}; {tells} tells otherwise."
    for each, name in STAGES.items():
        if name and case.reached(each) and name not in last:
            yield f"The tender came to be {case.stage}, and {name} isn’t in the record."
    for before, after in zip(there, there[1:]):  # noqa: B905
        if last[before] > last[after]:
            yield f"{before} (event {last[before]}) comes after {after} (event {last[after]})."
    for names, opens, ends in WHILE_OPEN:
        yield from _while_shut(case, names, opens, ends)
    return "Every step was taken in its order: " + ", ".join(there) + "."


def _while_shut(
    case: Case, names: Sequence[str], opens: Sequence[str], ends: Sequence[str]
) -> Iterator[str]:
    """What happens between two turns, and is told of another time."""
    is_open = False
    for event in case.of(*opens, *ends, *names):
        if event["name"] in (*opens, *ends):
            is_open = event["name"] in opens
        elif not is_open:
            yield f"{said(event)} stands outside of its time, {opens[0]} to {ends[0]}."


# --- Marks, agreed marks, the run (full form) -----------------------------------------------------


def check_marks(case: Case) -> Check:
    """Each mark is the one that its evaluator recorded, with its reason (R15)."""
    events = defaultdict(list)
    for event in case.of("mark:recorded", "mark:changed", "interview:marked"):
        facts = event["facts"]
        events[case.voice(event), facts["label"], facts["criterion"]].append(event)
    rows = case.files.lines("marks.jsonl")
    seen = set()
    for row in rows:
        key = (row["evaluator"], row["label"], row["criterion"])
        found = events.get(key, [])[row["version"] - 1 : row["version"]]
        if not found:
            yield plain(f"A mark on Bid {key[1]}, {key[2]} by {key[0]} was never recorded.")
            continue
        seen.add(found[0]["number"])
        yield from _mark_problems(case, row, found[0])
    for event in itertools.chain.from_iterable(events.values()):
        if event["number"] not in seen:
            yield f"The mark of {said(event)} is missing."
    yield from _sheet_problems(case, events)
    return f"{counted(len(rows), 'mark')} and their reasons are those recorded at the time."


def _mark_problems(case: Case, row: Mapping[str, Any], event: Mapping[str, Any]) -> Iterator[str]:
    mark, reason = case.opened(event, "mark"), case.opened(event, "reason")
    if mark is SEALED:
        yield f"The mark of {said(event)} isn’t opened, so it can’t be compared."
    elif number(mark) != number(row["mark"]):
        yield f"The mark of {said(event)} was {plain(mark)}, and this bundle says {row['mark']}."
    if reason is SEALED:
        yield f"The reason of {said(event)} isn’t opened, so it can’t be compared."
    elif reason != row["reason"]:
        yield f"The reason of {said(event)} isn’t the one recorded then."
    if row["group"] != event["facts"]["group"]:
        yield f"The mark of {said(event)} was of the group {plain(event['facts']['group'])}."
    if row.get("way") != event["facts"].get("way"):
        yield f"How the reason of {said(event)} came about isn’t what was recorded then."


def _sheet_problems(case: Case, events: Mapping[Any, list[dict[str, Any]]]) -> Iterator[str]:
    """A sheet was sent with the marks that stood last, and so were marks of an interview."""
    for event in case.of("sheet:sent", "interview:sent"):
        sent, label = case.opened(event, "marks"), event["facts"]["label"]
        for criterion, mark in {} if sent is SEALED else sent.items():
            rows = events.get((case.voice(event), label, criterion), [])
            last = [each for each in rows if each["number"] < event["number"]][-1:]
            stood = case.opened(last[0], "mark") if last else SEALED
            if stood is SEALED or number(stood) != number(mark):
                yield f"{said(event)} has another mark for {plain(criterion)} than stood then."


def number(value: object) -> Fraction | None:
    """A mark or a price as an exact number; none for a pass."""
    return None if value is None else Fraction(str(value))


def check_agreed(case: Case) -> Check:
    """Each record of moderation is the one that was made, with its agreed marks (R13)."""
    events: dict[Any, Any] = {}
    for event in case.of("moderation:recorded"):
        facts = event["facts"]
        events[facts["label"], facts["criterion"], facts["version"]] = event
    rows = case.files.lines("agreed.jsonl")
    for row in rows:
        found = events.pop((row["label"], row["criterion"], row["version"]), None)
        if found is None:
            yield plain(f"Agreed on Bid {row['label']}, {row['criterion']}: it was never recorded.")
            continue
        record = case.opened(found, "record")
        if record is SEALED:
            yield f"The record of {said(found)} isn’t opened, so it can’t be compared."
            continue
        groups, told = case.about["groups"], case.opened(found, "agreed")
        if told is SEALED:
            told = record["agreed"]
            if not _is_bound(case, found):
                yield f"The record of {said(found)} was replaced; its marks aren’t sealed apart."
        agreed = {groups.get(each): number(mark) for each, mark in told.items()}
        if agreed != {each: number(mark) for each, mark in row["agreed"].items()}:
            yield f"The agreed marks of {said(found)} aren’t those recorded then."
        for name in ("points_for", "points_against", "reconciled", "reason", "next_mark"):
            if row[name] != record[name]:
                yield f"In {said(found)} the text {name} isn’t the one recorded then."
    for event in events.values():
        yield f"The agreed marks of {said(event)} are missing."
    return f"{counted(len(rows), 'record')} of moderation are those made at the time."


def _is_bound(case: Case, event: Mapping[str, Any]) -> bool:
    """Whether the agreed marks in a record are known for sure: it stands as it was sealed, or it
    was the last one and went into a run before it was replaced."""
    replaced = case.replaced.get((event["number"], "record"))
    where = (event["facts"]["label"], event["facts"]["criterion"])
    later = [
        each["number"]
        for each in case.of("moderation:recorded")
        if (each["facts"]["label"], each["facts"]["criterion"]) == where
    ]
    runs = [each["number"] for each in case.of("run:made")]
    is_last = event["number"] == max(later)
    return replaced is None or (is_last and min(runs, default=replaced[0]) < replaced[0])


def check_run(case: Case) -> Check:
    """The run was fed exactly with these bids and marks, and its digest is on record (R6)."""
    run = {}
    for event in case.of("run:made"):
        run = case.files.json(f"runs/{int(event['facts']['run'])}.json")
        if run["digest"] != event["facts"]["digest"]:
            yield f"The result isn’t the one of {said(event)}."
    given = run["input"]
    if given["method"] != case.files.json("method.json"):
        yield "The run used another method than the published one."
    yield from _bids_given(case, given)
    yield from _agreed_given(case, given)
    yield from _marks_given(case, given)
    return "The run was fed with exactly these bids, prices, pass/fail answers and marks."


def _bids_given(case: Case, given: Mapping[str, Any]) -> Iterator[str]:
    gates: dict[str, dict[str, bool]] = defaultdict(dict)
    for event in case.of("gate:confirmed"):
        facts = event["facts"]
        gates[facts["label"]][facts["gate"]] = facts["passed"]
    out = _disregarded(case)
    names = [name[5:-5] for name in case.files.names("bids")]
    if sorted(bid["id"] for bid in given["bids"]) != case.last("bids:opened")["facts"]["labels"]:
        yield "The run’s bids aren’t those that were opened."
    for bid in given["bids"]:
        label = bid["id"]
        if "price" in bid and names:
            price = case.files.json(f"bids/{label}.json")["price"]
            if number(bid["price"]) != number(price or None):
                yield f"The run has another price for Bid {plain(label)} than the bid itself."
        if bid["gates"] != gates[label]:
            yield f"The run’s pass/fail answers for Bid {plain(label)} aren’t the recorded ones."
        if bid.get("disregarded") != out.get(label):
            yield f"Whether Bid {plain(label)} is disregarded isn’t what the record says."


def _disregarded(case: Case) -> dict[str, str]:
    """Which bids people disregarded, and on which ground; the last word on each ground counts."""
    last: dict[tuple[str, str], bool] = {}
    for event in case.of("bid:disregarded", "bid:stays-in"):
        where = (event["facts"]["label"], event["facts"]["ground"])
        last[where] = event["name"] == "bid:disregarded"
    grounds = ("procedural", "low_price", "excludable", "excluded")
    return {of: on for each in grounds for (of, on), out in last.items() if out and on == each}


def _agreed_given(case: Case, given: Mapping[str, Any]) -> Iterator[str]:
    standing: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(case.files.lines("agreed.jsonl"), key=lambda each: each["version"]):
        standing[row["label"], row["criterion"]] = row
    recorded = {
        (label, criterion, group or None): number(mark)
        for (label, criterion), row in standing.items()
        for group, mark in row["agreed"].items()
    }
    used = {
        (each["bid"], each["criterion"], each["group"]): number(each["mark"])
        for each in given["agreed"]
    }
    for place in sorted(recorded.keys() | used.keys(), key=str):
        if recorded.get(place) != used.get(place):
            where = " / ".join(str(step) for step in place if step)
            yield plain(f"The run’s agreed mark for {where} isn’t the recorded one.")


def _marks_given(case: Case, given: Mapping[str, Any]) -> Iterator[str]:
    """Evaluators have names of their own in each run, so whole sets of marks are compared, and what
    of each was taken out of the count (R15)."""
    own = {each["id"] for each in given["method"]["criteria"] if each["group_mark"] != "agreed"}
    sent = {(case.voice(event), event["facts"]["label"]) for event in case.of("sheet:sent")}
    last = {}
    for row in sorted(case.files.lines("marks.jsonl"), key=lambda each: each["version"]):
        if row["criterion"] in own and (row["evaluator"], row["label"]) in sent:
            last[row["evaluator"], row["label"], row["criterion"]] = row
    recorded = [
        (row["evaluator"], row["group"], row["label"], row["criterion"], row["mark"])
        for row in last.values()
    ]
    used = [
        (each["evaluator"], each["group"], each["bid"], each["criterion"], each["mark"])
        for each in given["marks"]
    ]
    if _sets(recorded, []) != _sets(used, []):
        yield "The single marks that the run counted aren’t the recorded ones."
    voided = [(each["evaluator"], each.get("bid")) for each in given["voided"]]
    out = [event["facts"] for event in case.of("seat:voided", "sheet:voided")]
    told = [(facts["holder"], facts.get("label")) for facts in out]
    kept = case.of("conflict:kept-out")
    told += [(event["facts"]["holder"], case.opened(event, "label")) for event in kept]
    if _sets(recorded, told) != _sets(used, voided):
        yield "Whose marks the run leaves out of the count isn’t what was decided on record."


def _sets(
    marks: Iterable[tuple[Any, ...]], voided: Iterable[tuple[str, str | None]]
) -> Counter[Any]:
    """Each evaluator's marks, and the bids on which they don't count; whoever it is."""
    given, out = defaultdict(set), defaultdict(set)
    for name, group, label, criterion, mark in marks:
        given[name].add((group, label, criterion, number(mark)))
    for name, label in voided:
        out[name].add(label)
    found: Counter[Any] = Counter()
    for name, those in given.items():
        gone = {None} if None in out[name] else out[name] & {each[1] for each in those}
        found[frozenset(those), frozenset(gone)] += 1
    return found


def check_result(case: Case) -> Check:
    """The ranking, recomputed with the scoring library, figure by figure."""
    names = case.files.names("runs")
    runs = {name: case.files.text(name) for name in names if parse(case.files.text(name), name)}
    for name, differences in computed(library(case), runs).items():
        for each in differences:
            yield f"In {plain(name)}: {plain(each)}"
    run = case.files.json(f"runs/{int(case.last('run:made')['facts']['run'])}.json")
    order = [
        f"{bid['rank']}. Bid {bid['id']} ({bid['total']['shown']})"
        for bid in run["bids"]
        if bid["rank"] is not None
    ]
    out = [f"Bid {bid['id']} disqualified" for bid in run["bids"] if bid["rank"] is None]
    ranking = plain("The ranking, recomputed from the marks, is " + ", ".join(order + out) + ".")
    whose = "your own copy of the library" if case.given.scoring else "the library in this bundle"
    known = "" if case.given.scoring else ", whose files this program knows by their hashes"
    return f"{ranking} It was computed with {whose}{known}."


def library(case: Case) -> dict[str, str]:
    """The scoring library's files: your own copy, or the bundle's where each is the known one."""
    if case.given.scoring:
        folder = Files(case.given.scoring)
        names = [name for name in folder.names("scoring") if name.endswith(".py")]
        return {name: folder.text(name) for name in names}
    there = set(case.files.names("scoring"))
    wrong = sorted(there - {f"scoring/{name}" for name in SCORING})
    wrong += [
        f"scoring/{name}"
        for name, digest in SCORING.items()
        if f"scoring/{name}" not in there
        or hashlib.sha256(case.files.read(f"scoring/{name}")).hexdigest() != digest
    ]
    if wrong:
        raise Unreadable(
            f"The scoring library can’t be used: {plain(wrong[0])} is missing, or isn’t the file"
            " that this program knows. Give it --scoring with a copy of your own."
        )
    return {name: case.files.text(name) for name in sorted(there)}


def computed(files: Mapping[str, str], runs: Mapping[str, str]) -> dict[str, list[str]]:
    """What differs in each run, found by a program apart, which can change nothing here."""
    command = [sys.executable, "-I", "-S", "-B", os.path.abspath(__file__), COMPUTE]
    given = json.dumps({"library": files, "runs": runs}).encode()
    try:
        done = subprocess.run(  # noqa: S603 - this very program, apart
            command, input=given, capture_output=True, timeout=LONGEST_RUN
        )
        found = json.loads(done.stdout) if done.returncode == 0 else None
    except (OSError, ValueError, subprocess.SubprocessError):
        found = None
    if not isinstance(found, dict) or set(found) != set(runs):
        raise Unreadable("The scoring library can’t be used: it stopped without an answer.")
    return found


COMPUTE = "--compute-in-a-program-of-its-own"


def compute() -> int:
    """That other program: runs come in, and what differs goes out; nothing else is printed."""
    given, out = json.load(sys.stdin), sys.stdout
    sys.stdout = sys.stderr
    if sys.version_info < (3, 10):  # noqa: UP036
        _teach_old_python()
    sys.meta_path.insert(0, InMemory(given["library"]))
    verify = importlib.import_module("scoring").verify
    found = {name: _differences(verify, json.loads(text)) for name, text in given["runs"].items()}
    json.dump(found, out)
    return 0


def _differences(verify: Callable[[Any], list[str]], run: Any) -> list[str]:
    try:
        return [str(each) for each in verify(run)]
    except BaseException as why:
        return [f"it can’t be recomputed: {why}"]


class InMemory(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """The library from texts that were read before: no file is looked for, and none is written."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        """A module of the library; of any other nothing is known."""
        if name != "scoring" and not name.startswith("scoring."):
            return None
        is_package = name == "scoring"
        return importlib.util.spec_from_loader(name, self, is_package=is_package)

    def exec_module(self, module: Any) -> None:
        """Run a module's text."""
        name = module.__name__.replace(".", "/") + (
            "/__init__" if "." not in module.__name__ else ""
        )
        if f"{name}.py" not in self.files:
            raise ImportError(f"{name}.py isn’t in the library")
        text = compile(self.files[f"{name}.py"], f"{name}.py", "exec")
        exec(text, vars(module))  # noqa: S102 - known by its hash, or your own copy


def _teach_old_python() -> None:
    """Python 3.9 lacks two things that the library uses, and computes the same without them."""
    zips, makes = builtins.zip, dataclasses.dataclass

    def zip_(*rows: Any, strict: bool = False) -> Any:
        return zips(*rows)

    def dataclass(*made: Any, slots: bool = False, **how: Any) -> Any:
        return makes(*made, **how)

    vars(builtins)["zip"], vars(dataclasses)["dataclass"] = zip_, dataclass


def check_decision(case: Case) -> Check:
    """Decided on the run, for the bid that it puts first, and approved in order by people who
    neither marked nor decided (R8, R20)."""
    made, approved = case.last("decision:made"), case.last("decision:approved")
    yield from _approval_problems(case, made, approved)
    last_run = case.last("run:made")
    if made["number"] < last_run["number"]:
        yield "The decision is older than the last run: a mistake was found in the one it rests on."
    number_of = int(last_run["facts"]["run"])
    run = case.files.json(f"runs/{number_of}.json")
    ranks = {bid["id"]: bid["rank"] for bid in run["bids"]}
    chosen = made["facts"]["chosen"]
    if chosen is None:
        return "None of the bids was chosen, and somebody else approved that."
    if ranks.get(chosen) is None:
        yield f"Bid {plain(chosen)} was chosen, and it has no place in the ranking."
    first = sorted(label for label, rank in ranks.items() if rank == 1)
    words = [event["facts"] for event in case.of("tie:decided")]
    tie = [facts["first"] for facts in words if facts["run"] == number_of]
    if len(first) > 1:
        first = [label for label in first if tie[-1:] == [label]]
    if ranks.get(chosen) is not None and [chosen] != first:
        yield f"Bid {plain(chosen)} was chosen, and it doesn’t stand first."
    how = " by a word on the record, since first place was shared" if tie else ""
    return plain(
        f"Bid {chosen} was chosen (place {ranks.get(chosen)}{how}), and somebody who neither marked"
        " nor decided approved it."
    )


def _approval_problems(
    case: Case, made: Mapping[str, Any], approved: Mapping[str, Any]
) -> Iterator[str]:
    """Who said yes to the decision that stands: each once, in the order that was set before."""
    yes = [each for each in case.of("decision:endorsed") if each["number"] > made["number"]]
    actors = [each["actor"] for each in (*yes, approved)]
    if made["actor"] in actors:
        yield "Whoever made the decision approved it too."
    if set(actors) & {event["actor"] for event in case.of("mark:recorded")}:
        yield "Somebody who marked bids approved the decision."
    placed = [event["facts"] for event in case.of("approver:placed")]
    last = max((facts["version"] for facts in placed), default=0)
    order = [facts["holder"] for facts in placed if facts["version"] == last]
    if order and actors != order:
        yield "The decision wasn’t approved by those, and in the order, that were set."
    elif len(set(actors)) < len(actors):
        yield "Somebody approved the decision twice."


# --- Letters --------------------------------------------------------------------------------------


def check_letters(case: Case) -> Check:
    """Each letter is the one that was released, to the byte (R21)."""
    released: dict[str, list[str]] = defaultdict(list)
    for event in case.of("letter:released"):
        released[event["facts"]["label"]].append(event["facts"]["letter_sha256"])
    letters: dict[str, list[str]] = defaultdict(list)
    if case.is_full:
        letters.update(case.files.json("letters.json"))
        yield from _issue_problems(case)
    else:
        for name in case.files.names("letters"):
            label = name[8:-5].partition("-")[0]  # those that were replaced come first
            letters[label].append(hashlib.sha256(case.files.read(name)).hexdigest())
    for label in sorted({*letters, *released}):
        if letters[label] != released[label]:
            yield f"The letter about Bid {plain(label)} isn’t the one that was released."
    shown = sum(len(sent) for sent in letters.values())
    return f"What is shown of {counted(shown, 'letter')} is what was released, to the byte."


def _issue_problems(case: Case) -> Iterator[str]:
    """Letters go out at one moment, one to each bidder; and again when it was decided again."""
    sent: list[str] = []
    issues = 0
    for event in case.of("letter:released", "letters:released", "decision:reopened"):
        if event["name"] == "letter:released":
            sent.append(event["facts"]["label"])
            continue
        if event["name"] == "letters:released":
            issues += 1
            if len(sent) != event["facts"]["letters"] or len(set(sent)) != len(sent):
                yield f"{said(event)} doesn’t stand for one letter to each bidder."
            sent = []
        elif event["facts"]["issue"] != issues:
            yield f"{said(event)} speaks of other letters than were out then."
    if sent:
        yield "Letters stand in the record outside of a release of all."


def check_figures(case: Case) -> Check:
    """A bidder's own figures: they follow from the combined marks and the published method."""
    method = case.files.json("method.json")
    names = case.files.names("letters")
    for name in names:
        letter = case.files.json(name)
        whose = (("yours", 3, "Your"), ("winner", 5, "The winner’s"))
        for who, column, words in whose:
            if all(each[who] is None for each in letter["criteria"]):
                continue
            for problem in _figure_problems(method, letter, who, column):
                yield f"{words} {problem}"
    if not names:
        yield "There is no letter, so no figure can be computed."
    return (
        "The figures in your letter follow from the combined marks by the published method: marks"
        " to points, points to sub-totals, sub-totals to the total."
    )


def _figure_problems(
    method: Mapping[str, Any], letter: Mapping[str, Any], who: str, column: int
) -> Iterator[str]:
    """Shown figures are rounded, so each stands for a small stretch of exact ones."""
    parts = []
    for criterion, told in zip(method["criteria"], letter["criteria"]):  # noqa: B905
        given, highest = told[who], number(criterion["scale"]["highest"])
        weight = Fraction(criterion["weight"])
        if told["title"] != criterion["title"] or number(given["available"]) != highest:
            yield f"letter asks for another criterion than {plain(criterion['title'])}."
        mark, score = stretch(given["mark"], method), stretch(given["score"], method)
        if not meets([weight * each / (highest or 1) for each in mark], score):
            yield f"points on {plain(criterion['title'])} don’t follow from the mark."
        parts.append(score)
    foot = [row[column] for row in letter["figures"]["foot"]]
    quality = stretch(foot[0], method)
    if not meets([sum(each, Fraction(0)) for each in zip(*parts)], quality):  # noqa: B905
        yield "points on the criteria don’t add up to the quality points."
    price = method.get("price") or {}
    if foot[-1] == "–" or price.get("method") == "per_quality_point":
        return
    of_price = stretch(foot[1], method) if price.get("weight") else (Fraction(0), Fraction(0))
    both = (quality[0] + of_price[0], quality[1] + of_price[1])
    if not meets(both, stretch(foot[-1], method)):
        yield "quality and price points don’t add up to the total."


def stretch(shown: str, method: Mapping[str, Any]) -> tuple[Fraction, ...]:
    """The exact figures that a shown one may stand for, by the published rounding (R6)."""
    rounding, figure = method["rounding"], Fraction(shown)
    unit = Fraction(1, 10 ** int(rounding["places"]))
    if rounding["rule"] == "down":
        return (figure, figure + unit)
    return (figure - unit / 2, figure + unit / 2)


def meets(one: Sequence[Fraction], other: Sequence[Fraction]) -> bool:
    """Whether two stretches have a figure in common."""
    return one[0] <= other[1] and other[0] <= one[1]


# --- What you kept yourself -----------------------------------------------------------------------


def check_kept(case: Case) -> Check:
    """Receipts and checkpoints from outside agree with this bundle: nobody rewrote the record."""
    for path in case.given.checkpoint:
        name = os.path.basename(path)
        try:
            checkpoint = read_checkpoint(kept(path), case.keys)
        except Unreadable as why:
            yield f"The checkpoint that you kept, {name}, can’t be relied on: {why}."
            continue
        computed = roots(case.leaves, {checkpoint.size}).get(checkpoint.size)
        if problem := _disagreement(case, checkpoint, computed, 0):
            yield f"The checkpoint that you kept, {name}, {problem}"
    for path in case.given.receipt:
        name = os.path.basename(path)
        try:
            problem = _receipt_problem(case, kept(path))
        except Unreadable as why:
            problem = f"can’t be relied on: {why}."
        if problem:
            yield f"The receipt that you kept, {name}, {problem}"
    number_kept = len(case.given.checkpoint) + len(case.given.receipt)
    return f"What you kept yourself ({number_kept}) agrees with this bundle."


def kept(path: str) -> str:
    """A file that somebody kept, as it was once given to them."""
    try:
        with open(path, "rb") as file:
            text = file.read(1_000_000).decode("utf-8-sig")
    except (OSError, ValueError) as why:
        raise Unreadable(plain(why)) from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    return "\n".join(line.strip() for line in lines) + "\n"


def _receipt_problem(case: Case, text: str) -> str | None:
    """What is wrong with a receipt against this bundle, as the rest of a sentence."""
    if text.startswith("c2sp.org/tlog-proof@"):
        problem, index = _proof_problem(case, text), proof_index(text)
        extra = text.split("\n")[1]
        contents = _base64(extra[6:]) if extra.startswith("extra ") else b""
        if not problem and contents and case.leaves[index] != leaf_hash(contents):
            problem = f"has other contents than event {index + 1} of this bundle."
        return problem
    lines = read_note(text, case.keys).split("\n")
    if len(lines) < 3 or lines[0] != "evenhand promise v1":
        return "is neither a promise nor a proof."
    if lines[1] != case.about["origin"]:
        return f"is of another log: {plain(lines[1])}."
    promised = _base64(lines[2].partition("leaf ")[2])
    if promised not in case.leaves:
        return "promises an event that isn’t in this bundle: it was changed or removed."
    return None


# --- Saying it ------------------------------------------------------------------------------------


def checks_for(case: Case) -> list[Callable[[Case], Check]]:
    """The checks that this form of bundle, in this stage of its tender, allows."""
    checks: list[Callable[[Case], Check]]
    checks = [check_key, check_events, check_checkpoints, check_proofs, check_seals]
    if case.is_full:
        checks.append(check_order)
    if case.reached("open"):
        checks.append(check_published)
    if case.is_full and case.reached("opened"):
        checks.append(check_opening)
    if not case.is_full or any(case.of("providers:revealed")):
        checks.append(check_bids)
    if case.is_full and case.reached("deciding"):
        checks += [check_marks, check_agreed, check_run]
    if case.is_full and case.reached("approved"):
        checks.append(check_decision)
    if case.reached("released") or any(case.of("letters:released")):
        checks.append(check_letters)
    if not case.is_full:
        checks.append(check_figures)
    if case.given.checkpoint or case.given.receipt:
        checks.append(check_kept)
    if case.is_full and case.reached("deciding"):
        checks.append(check_result)  # last: it is the only one that runs what comes with the bundle
    return checks


def counted(count: int, word: str) -> str:
    """'1 event', '2 events'."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def tell(check: Callable[[Case], Check], case: Case) -> bool:
    """Run one check, print a line for what holds or one for each thing that doesn't."""
    problems: list[str] = []
    holds = _run(check, case, problems)
    for problem in problems[:MOST_SAID]:
        print(f"DOESN’T HOLD  {problem[:1].upper()}{problem[1:]}")
    if len(problems) > MOST_SAID:
        print(f"DOESN’T HOLD  … and {len(problems) - MOST_SAID} more of this kind.")
    if not problems:
        print(f"holds         {holds}")
    return not problems


def _run(check: Callable[[Case], Check], case: Case, problems: list[str]) -> str:
    steps = check(case)
    try:
        while True:
            problems.append(next(steps))
    except StopIteration as done:
        return str(done.value)
    except Unreadable as why:
        problems.append(str(why))
    except Exception:  # whatever a damaged file leads to: a sentence, never a traceback
        words = (check.__doc__ or "").rstrip(".")
        problems.append(f"“{words}” can’t be judged: a file isn’t shaped as a bundle’s is.")
    return ""


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description="Check the record of a tender offline.")
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("bundle", nargs="?", default=here, help="a bundle: a zip or a folder")
    for name, words in (
        ("receipt", "a receipt that you kept"),
        ("checkpoint", "a checkpoint that you kept"),
        ("key", "the log's key that you trust: name+id+base64"),
    ):
        parser.add_argument(f"--{name}", action="append", default=[], help=words)
    parser.add_argument("--scoring", help="the folder that your own copy of scoring/ lies in")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Check a bundle and say what holds; 0 when everything does, else 1."""
    if given is None and sys.argv[1:] == [COMPUTE]:
        return compute()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    asked = arguments(given)
    try:
        case = Case(Files(asked.bundle), asked)
        checks = checks_for(case)
        tender = case.about["tender"]
        form = "whole" if case.is_full else f"for the bidder of Bid {case.about['label']}"
        stage = case.stage
        print(plain(f"{tender['reference']} {tender['title']} ({form}; stage: {stage})") + "\n")
    except Unreadable as why:
        print(f"DOESN’T HOLD  {why}\n\nThis can’t be checked.")
        return 1
    except Exception:
        print("DOESN’T HOLD  A file isn’t shaped as a bundle’s is.\n\nThis can’t be checked.")
        return 1
    failed = sum(not tell(check, case) for check in checks)
    print(f"\n{verdict(case, failed, len(checks))}")
    return 1 if failed else 0


def verdict(case: Case, failed: int, total: int) -> str:
    """The last word, and how far it goes."""
    if failed:
        return f"{failed} of {total} checks don’t hold."
    given, words = case.given, "Everything holds."
    if not (given.key or given.receipt or given.checkpoint):
        words = (
            "Everything holds, as far as the bundle itself can show. Nothing from outside was"
            " compared: no --key, no --receipt, no --checkpoint."
        )
    if not case.reached("deciding"):
        words += " It is from before the decision, and shows no marks."
    return words


if __name__ == "__main__":
    sys.exit(main())
