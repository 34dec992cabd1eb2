"""A bid as one canonical text, and how it is sealed to the tender's key with its files (R29).

The text has a salt that was drawn with the draft, so that its hash can't be guessed; each box is
filled up, so that its size tells little.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from portal.accounts.models import Provider
from portal.accounts.profile import profile_of
from portal.audit.journal import canonical
from portal.bids.content import Content, Questions, price_of
from portal.bids.files.operations import NamedFile, facts_of
from portal.core.sealing import emptied, filled, seal_bytes, unseal_bytes
from portal.specifications.charter import accepted_in_bid
from portal.tenders.models import Tender
from portal.tenders.queries import notice_of

FORMAT = "evenhand-bid-3"
PURPOSE = b"evenhand bid v1"
LEAST_TEXT, LEAST_FILE = 64 * 1024, 256 * 1024
"""A box of a text, and of a file, holds so much at least, or a doubling of it."""


def text_of(
    tender: Tender,
    provider: Provider,
    content: Content,
    salt: str,
    questions: Questions,
    files: Sequence[NamedFile],
    more: Mapping[str, Any] | None = None,
) -> str:
    """All of a bid as one canonical text; from an unchanged draft it is the same to the byte.

    `more`: what a bid says beside it that was brought from another system.
    """
    whole: dict[str, Any] = {
        **_between(tender, provider),
        "answers": {each.code: content["answers"][each.code] for each in questions.criteria},
        "gates": {each.code: content["gates"][each.code] for each in questions.gates},
        **price_of(content, questions),
        **accepted_in_bid(tender),
        "salt": salt,
        **(more or {}),
    }
    if questions.takes_files:
        whole["files"] = facts_of(files, questions.criteria)
    return canonical(whole)


def _between(tender: Tender, provider: Provider) -> dict[str, Any]:
    """What a bid is for, and whose it is."""
    notice = notice_of(tender.id)
    return {
        "format": FORMAT,
        "tender": {"id": tender.id, "reference": tender.reference, "title": tender.title},
        "method_sha256": notice.method_sha256 if notice else None,
        "provider": profile_of(provider),
    }


def read(text: str) -> dict[str, Any]:
    """What a canonical text says."""
    whole: dict[str, Any] = json.loads(text)
    return whole


def sha256_of(text: str) -> str:
    """The number that a receipt tells of a bid."""
    return hashlib.sha256(text.encode()).hexdigest()


def sealed_text(public: bytes, submission_id: uuid.UUID, text: str) -> bytes:
    """A bid's text, for the holder of the tender's key."""
    return seal_bytes(public, filled(text.encode(), LEAST_TEXT), _place(submission_id, 0), PURPOSE)


def sealed_file(public: bytes, submission_id: uuid.UUID, number: int, content: bytes) -> bytes:
    """One of its files."""
    full = filled(content, LEAST_FILE)
    return seal_bytes(public, full, _place(submission_id, number), PURPOSE)


def opened(private: bytes, submission_id: uuid.UUID, number: int, box: bytes) -> bytes:
    """What was sealed: the text, number 0, or a file; raises CannotOpen."""
    return emptied(unseal_bytes(private, box, _place(submission_id, number), PURPOSE))


def sha256_of_boxes(boxes: Iterable[bytes]) -> str:
    """One hash over all that is sealed of a bid: its text, then its files in order."""
    hashes = [hashlib.sha256(box).hexdigest() for box in boxes]
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def in_order(whole: Mapping[str, Any]) -> list[tuple[str, int, dict[str, Any]]]:
    """The files that a bid names: question, number there, and what they are; as they are sealed."""
    return [
        (code, number, facts)
        for code, files in sorted(whole.get("files", {}).items())
        for number, facts in enumerate(files, 1)
    ]


def _place(submission_id: uuid.UUID, number: int) -> bytes:
    return f"bid/{submission_id}/{number}".encode()
