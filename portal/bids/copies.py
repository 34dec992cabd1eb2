"""A provider's own copy of its bid: a zip with the text exactly as it is sealed, and its files.

Evenhand can't read a sealed bid before the opening, and keeps no draft of it; a replacement starts
from this copy.
"""

from __future__ import annotations

import hashlib
import io
import json
import uuid
import zipfile
from collections.abc import Sequence
from typing import Any, NamedTuple

from portal.accounts.models import Provider
from portal.bids.content import Content, Questions
from portal.bids.files.models import DraftFile
from portal.bids.files.operations import MOST_OF_ALL
from portal.bids.models import BidDraft
from portal.bids.sealing import FORMAT, in_order, text_of
from portal.core.errors import Refused
from portal.core.words import say
from portal.tenders.models import Tender

TEXT, FILES = "bid.json", "files"
LARGEST_COPY = MOST_OF_ALL + 2 * 1024 * 1024
MOST_PARTS = 500

NO_COPY = say("This isn’t a copy of a bid. Choose the file bid.zip that you kept.")
OF_ANOTHER = say("This is a copy of a bid to another tender.")
OF_OTHERS = say("This is a copy of a bid of another organisation.")
DAMAGED = say("This copy is damaged: what it says of its files isn’t what is in it.")


class OldFile(NamedTuple):
    """A file in a copy: to which question, its name, and its content."""

    code: str
    name: str
    content: bytes


class Kept(NamedTuple):
    """The answers of an earlier bid, by question, and which tender it was for."""

    tender_id: uuid.UUID
    title: str
    answers: dict[str, str]


class Copy(NamedTuple):
    """What a copy holds: what was written, and the files beside it."""

    content: Content
    files: list[OldFile]


def copy_of(
    tender: Tender,
    provider: Provider,
    draft: BidDraft,
    questions: Questions,
    files: Sequence[DraftFile],
) -> bytes:
    """A zip of a complete draft; the text in it is to the byte what is sealed from this draft."""
    text = text_of(tender, provider, draft.content, draft.salt, questions, files)
    by_hash = {each.facts["sha256"]: each for each in files}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(TEXT, text)
        for code, number, facts in in_order(json.loads(text)):
            parts.writestr(_place(code, number, facts), by_hash[facts["sha256"]].content)
    return made.getvalue()


def read_copy(data: bytes, tender: Tender) -> Copy:
    """What a copy holds, to start a replacement from; anything that isn't one is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            whole = _text_in(parts)
            if whole["tender"]["id"] != str(tender.id):
                raise Refused(OF_ANOTHER, "file")
            files = [
                OldFile(code, facts["name"], _whole(parts.read(_place(code, number, facts)), facts))
                for code, number, facts in in_order(whole)
            ]
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, AttributeError, OSError):
        raise Refused(NO_COPY, "file") from None
    content = {"answers": whole["answers"], "gates": whole["gates"]}
    if "lines" in whole:
        content["lines"] = whole["lines"]
    elif whole["price"]:
        content["price"] = whole["price"]
    return Copy(content, files)


def answers_in(data: bytes, provider_id: uuid.UUID | None) -> Kept:
    """What an organisation wrote in any bid of its own, from the copy that it kept."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            whole = _text_in(parts)
        if whole["provider"]["id"] != str(provider_id):
            raise Refused(OF_OTHERS, "file")
        answers = {str(code): str(text) for code, text in whole["answers"].items()}
        return Kept(uuid.UUID(whole["tender"]["id"]), str(whole["tender"]["title"]), answers)
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, AttributeError, OSError):
        raise Refused(NO_COPY, "file") from None


def _text_in(parts: zipfile.ZipFile) -> dict[str, Any]:
    _refuse_swollen(parts)
    whole: dict[str, Any] = json.loads(parts.read(TEXT))
    if whole["format"] != FORMAT:
        raise Refused(NO_COPY, "file")
    return whole


def _refuse_swollen(parts: zipfile.ZipFile) -> None:
    sizes = [each.file_size for each in parts.infolist()]
    if len(sizes) > MOST_PARTS or sum(sizes) > LARGEST_COPY:
        raise Refused(NO_COPY, "file")


def _whole(content: bytes, facts: dict[str, Any]) -> bytes:
    if hashlib.sha256(content).hexdigest() != facts["sha256"]:
        raise Refused(DAMAGED, "file")
    return content


def _place(code: str, number: int, facts: dict[str, Any]) -> str:
    return f"{FILES}/{code}-{number}.{facts['kind']}"
