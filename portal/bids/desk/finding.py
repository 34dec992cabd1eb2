"""Rows of what the desk keeps of a bid: its files' pages, and each finding with its number."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence

from portal.bids.cleaning.pages import Cleaned
from portal.bids.desk.models import CleanFile, CleanPage, DeskFinding
from portal.bids.desk.queries import findings_of
from portal.bids.desk.scan import Spot
from portal.bids.files.models import Attachment
from portal.bids.models import Bid
from portal.bids.queries import answers_of
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.files.kinds import Unreadable

Result = Cleaned | Unreadable
Looks = Callable[[str], list[Spot]]
Place = tuple[uuid.UUID | None, uuid.UUID | None]
"""The question whose answer it is, or the page: one of the two."""


def keep_file(bid: Bid, attachment: Attachment, result: Result) -> list[CleanPage]:
    """One file's pages; of a file that can't be read, why, and no page."""
    ours = {"tender_id": bid.tender_id, "bid_id": bid.id}
    if isinstance(result, Unreadable):
        refused = {"pages": 0, "left_out": [], "refused": result.message}
        db.session.add(CleanFile(id=attachment.id, **refused, **ours))
        return []
    told = {"pages": len(result.pages), "left_out": list(result.left_out), "refused": ""}
    db.session.add(CleanFile(id=attachment.id, **told, **ours))
    kept = [
        CleanPage(
            attachment_id=attachment.id,
            number=number,
            width=page.width,
            height=page.height,
            text=page.text,
            words=[list(word) for word in page.words],
            picture=page.picture,
            **ours,
        )
        for number, page in enumerate(result.pages, 1)
    ]
    db.session.add_all(kept)
    return kept


def look_through(
    bid: Bid, pages: Sequence[CleanPage], look: Looks, actor: Actor | None = None
) -> list[DeskFinding]:
    """A finding for each spot in the answers and on the pages that overlaps none known."""
    known = findings_of(bid)
    made = []
    for place, text in _texts(bid, pages):
        here = [each for each in known if (each.criterion_id, each.page_id) == place]
        for spot in look(text):
            if not any(spot.begins < each.ends and each.begins < spot.ends for each in here):
                words = text[spot.begins : spot.ends]
                made.append(found_at(bid, place, spot, words, actor))
    return add_findings(known, made)


def _texts(bid: Bid, pages: Sequence[CleanPage]) -> Iterator[tuple[Place, str]]:
    for answer in answers_of(bid):
        yield (answer.criterion_id, None), answer.text
    for page in pages:
        yield (None, page.id), page.text


def found_at(
    bid: Bid,
    place: Place,
    spot: Spot,
    words: str,
    actor: Actor | None,
    box: list[int] | None = None,
) -> DeskFinding:
    """A finding's row, still without its number."""
    return DeskFinding(
        tender_id=bid.tender_id,
        bid_id=bid.id,
        criterion_id=place[0],
        page_id=place[1],
        begins=spot.begins,
        ends=spot.ends,
        kind=spot.kind,
        words=words,
        box=box,
        found_by=actor.person_id if actor else None,
    )


def add_findings(known: Sequence[DeskFinding], made: list[DeskFinding]) -> list[DeskFinding]:
    """Findings with the numbers that come next in their bid."""
    for number, finding in enumerate(made, len(known) + 1):
        finding.number = number
    db.session.add_all(made)
    return made
