"""Writes of files: put to an answer, taken away, and given to its label."""

from __future__ import annotations

import hashlib
import unicodedata
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from portal.bids.cleaning.lately import forget
from portal.bids.files.models import Attachment, DraftFile, SealedFile
from portal.bids.files.queries import draft_files
from portal.bids.models import Bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import HouseRule, Refused
from portal.core.files.kinds import Unreadable, kind_of
from portal.core.words import say
from portal.specifications.models import Criterion
from portal.tenders.models import Tender

LONGEST_NAME = 150
MOST_OF_ALL = 50 * 1024 * 1024

NO_FILES = say("No files can be sent with this answer.")
ENOUGH = say("This answer has as many files as it may have. Remove one first.")
TOO_MUCH = say("The files of one bid can be 50 MB together. Remove one, or make them smaller.")
TWICE = say("This file is there already.")


def put_file(
    actor: Actor, tender: Tender, criterion: Criterion, name: str, content: bytes
) -> DraftFile:
    """Put a file to an answer of the draft; what it is its content says, never its name.

    The caller made sure that the draft may change.
    """
    if not criterion.files:
        raise Refused(NO_FILES)
    try:
        kind = kind_of(content)
    except Unreadable as problem:
        raise Refused(problem.message, field="file") from None
    sha256 = hashlib.sha256(content).hexdigest()
    _refuse_too_many(draft_files(tender, actor.provider_id), criterion, sha256, len(content))
    made = DraftFile(
        id=uuid.uuid4(),
        tender_id=tender.id,
        provider_id=actor.provider_id,
        criterion_id=criterion.id,
        saved_at=clock.now(),
    )
    made.keep(shown_name(name), kind, content)
    db.session.add(made)
    return made


def _refuse_too_many(
    there: Sequence[DraftFile], criterion: Criterion, sha256: str, size: int
) -> None:
    beside = [each for each in there if each.criterion_id == criterion.id]
    if len(beside) >= criterion.files:
        raise Refused(ENOUGH)
    if any(each.facts["sha256"] == sha256 for each in beside):
        raise Refused(TWICE, field="file")
    if sum(each.facts["size"] for each in there) + size > MOST_OF_ALL:
        raise Refused(TOO_MUCH, field="file")


def shown_name(name: str) -> str:
    """A file's name as its provider reads it: the last part of a path, of letters that show."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shows = (each for each in last if each == " " or unicodedata.category(each)[0] not in "CZ")
    return "".join(shows).strip()[:LONGEST_NAME] or "file"


def take_file_away(file: DraftFile) -> None:
    """A file goes from the draft."""
    forget(file.facts["sha256"])
    db.session.delete(file)


class NamedFile(Protocol):
    """A file as a bid names it."""

    @property
    def criterion_id(self) -> uuid.UUID:
        """To which question it was put."""

    @property
    def facts(self) -> dict[str, Any]:
        """What it is."""


def facts_of(
    files: Iterable[NamedFile], criteria: Sequence[Criterion]
) -> dict[str, list[dict[str, Any]]]:
    """The files of a draft as the bid's canonical text names them: by question, in their order."""
    names = {criterion.id: criterion.code for criterion in criteria}
    facts: dict[str, list[dict[str, Any]]] = {}
    for each in files:
        if each.criterion_id in names:
            facts.setdefault(names[each.criterion_id], []).append(each.facts)
    return facts


def attachments_for(
    bid: Bid, sealed: Iterable[SealedFile], whole: dict[str, Any], criteria: Sequence[Criterion]
) -> list[Attachment]:
    """The files of a bid that is opened, without their names; exactly those that it names."""
    codes = {criterion.id: criterion.code for criterion in criteria}
    rows = sorted(sealed, key=lambda row: (codes[row.criterion_id], row.number))
    told = {
        (code, number, each["sha256"])
        for code, files in whole.get("files", {}).items()
        for number, each in enumerate(files, 1)
    }
    if {(codes[row.criterion_id], row.number, row.sha256) for row in rows} != told:
        raise HouseRule(f"the files of bid {bid.label} aren't those that were submitted")
    return [
        Attachment(
            tender_id=bid.tender_id,
            bid_id=bid.id,
            criterion_id=row.criterion_id,
            number=row.number,
            kind=row.kind,
            sha256=row.sha256,
            file_id=row.id,
        )
        for row in rows
    ]
