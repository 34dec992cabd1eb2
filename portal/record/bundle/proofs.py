"""Proofs and checkpoints that a bundle carries, computed from the leaves that stand in it."""

from __future__ import annotations

import uuid
from base64 import b64decode, b64encode
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from portal.audit.checkpoints import origin_of, peaks_of
from portal.audit.keys import has_key, public_keys, signer
from portal.audit.merkle import Node, consistency_proof, inclusion_proof, node_hash, root_of
from portal.audit.models import Checkpoint, Log
from portal.audit.notes import DASH, Statement, key_id, sign, verifier_key
from portal.core import clock
from portal.record.bundle.queries import keys_made

Notes = dict[int, str]
"""Checkpoints by the number of events that they are over."""


def notes_of(head: Log | None, leaves: Sequence[bytes], stored: Sequence[Checkpoint]) -> Notes:
    """The stored checkpoints, and one over all events where the last is older than that.

    Nothing is signed that disagrees with the log's head or with what was signed before.
    """
    notes = {each.size: each.note for each in stored}
    size, root = len(leaves), root_of(leaves)
    if head is None or size in notes or size == 0 or not has_key():
        return notes
    last = stored[-1] if stored else None
    agrees = peaks_of(head).size == size and peaks_of(head).root == root
    if agrees and (last is None or root_of(leaves[: last.size]).hex() == last.root):
        statement = Statement(origin_of(head.id), size, root, clock.now())
        notes[size] = sign(statement.text, signer())
    return notes


def keys_in(notes: Notes) -> list[str]:
    """The public keys that signed these checkpoints, each as one line, oldest first."""
    known = public_keys()
    found: dict[str, None] = {}
    for _size, note in sorted(notes.items()):
        for line in note.rpartition("\n\n")[2].splitlines():
            name, _, signature = line.removeprefix(DASH).partition(" ")
            for public in known:
                if key_id(name, public) == b64decode(signature)[:4]:
                    found[verifier_key(name, public)] = None
    return list(found)


def key_rows(notes: Notes) -> list[dict[str, str]]:
    """These keys, and all that were made between, each signed by one before it."""
    used = keys_in(notes)
    if len(used) < 2:
        return [{"key": key} for key in used]
    by_half = {key.rpartition("+")[2]: key for key in used}
    rows = [
        {
            "key": by_half.get(each["public_key"].rpartition("+")[2], each["public_key"]),
            "made": each["public_key"],
            "endorsement": each["endorsement"],
        }
        for each in keys_made()
    ]
    told = [row["key"] for row in rows]
    first = told.index(used[0]) if used[0] in told else 0  # a first key may be older than its line
    last = max((place for place, key in enumerate(told) if key in used), default=-1)
    between = [row for row in rows[first : last + 1] if row["key"] in used or row["endorsement"]]
    return [*({"key": key} for key in used if key not in told), *between]


def nodes_over(leaves: Sequence[bytes]) -> Node:
    """The hash of every complete subtree over these leaves."""
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([node_hash(*below[i : i + 2]) for i in range(0, len(below) - 1, 2)])
    return lambda level, place: levels[level][place]


def proof_of(number: int, size: int, node: Node, note: str) -> str:
    """That event `number` is one of the `size` in a checkpoint, as c2sp.org/tlog-proof has it."""
    hashes = inclusion_proof(number - 1, size, node)
    lines = ["c2sp.org/tlog-proof@v1", f"index {number - 1}"]
    return "\n".join([*lines, *(b64encode(each).decode() for each in hashes), "", note])


def continuations(notes: Notes, total: int, node: Node) -> list[dict[str, Any]]:
    """That the log of each checkpoint goes on from the one before."""
    sizes = [size for size in sorted(notes) if size <= total]
    return [
        {
            "from": old,
            "to": new,
            "hashes": [b64encode(each).decode() for each in consistency_proof(old, new, node)],
        }
        for old, new in pairwise(sizes)
    ]


def origin(log_id: uuid.UUID) -> str:
    """The log's name in its checkpoints."""
    return origin_of(log_id)
