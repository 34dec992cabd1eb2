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
from portal.bids.queries_gates import evidence_of
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.files.kinds import Unreadable

Result = Cleaned | Unreadable
Looks = Callable[[str], list[Spot]]
Place = tuple[str, uuid.UUID]
"""What it stands in, by the name of its column, such as `page_id`, and by its id."""


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
    """A finding for each spot in answers, evidence and pages that overlaps none known."""
    known = findings_of(bid)
    made = []
    for place, text in texts_of(bid, pages):
        here = [each for each in known if each.place_id == place[1]]
        for spot in look(text):
            if not any(spot.begins < each.ends and each.begins < spot.ends for each in here):
                words = text[spot.begins : spot.ends]
                made.append(found_at(bid, place, spot, words, actor))
    return add_findings(known, made)


def texts_of(bid: Bid, pages: Sequence[CleanPage]) -> Iterator[tuple[Place, str]]:
    """Every text of a bid that the desk looks through, with the place that it stands in."""
    for answer in answers_of(bid):
        yield ("criterion_id", answer.criterion_id), answer.text
    for given in evidence_of(bid):
        yield ("gate_id", given.gate_id), given.evidence
    for page in pages:
        yield ("page_id", page.id), page.text


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
        **{place[0]: place[1]},
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
