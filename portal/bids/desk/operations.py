"""Writes of the desk: take a bid up, deal with each finding, say that all is read, release."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from portal.audit.journal import record
from portal.bids.desk.finding import Result, add_findings, found_at, keep_file, look_through
from portal.bids.desk.models import (
    OUTCOMES,
    WHY,
    CleanPage,
    DeskBid,
    DeskDealt,
    DeskFinding,
    DeskRead,
    DeskRelease,
)
from portal.bids.desk.queries import (
    attachments_of_bid,
    clean_pages,
    dealt_with,
    desk_of,
    findings_of,
)
from portal.bids.desk.release import Shown
from portal.bids.desk.scan import Sought, Spot, spots_in, words_in
from portal.bids.models import Bid
from portal.bids.queries import bids_of
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.tenders.models import Tender

ALREADY = say("This bid is cleaned already.")
NOT_BEGUN = say("Clean the files of this bid and look for names first.")
IS_READ = say("You said that this bid is read, so nothing in it can change any more.")
SAY_WHY = say("Say why it can stand")
NO_OUTCOME = say("Choose whether to take it out or let it stand")
NOT_THERE = say("These words don’t stand in this bid, or they are found already")
NO_BOX = say("The right edge must lie to the right of the left one, and the bottom below the top")
STILL_LEFT = say("Deal with every finding first.")
NOT_THROUGH = say("Not every bid is read at the desk yet.")
IS_RELEASED = say("The evaluators have the bids already.")


def begin(
    actor: Actor, tender: Tender, bid: Bid, sought: Sought, results: Mapping[uuid.UUID, Result]
) -> None:
    """Keep the pages of a bid's files, which were cleaned before, and all that is found in it."""
    if bid.id in desk_of(tender).begun:
        raise Refused(ALREADY)
    db.session.add(
        DeskBid(id=bid.id, tender_id=tender.id, begun_by=actor.person_id, begun_at=clock.now())
    )
    attachments = attachments_of_bid(bid)
    pages = [page for each in attachments for page in keep_file(bid, each, results[each.id])]
    found = look_through(bid, pages, lambda text: spots_in(text, sought))
    facts = [{"number": each.number, "kind": each.kind, "words": each.words} for each in found]
    counts = {"files": len(attachments), "pages": len(pages)}
    record("desk:begun", actor, tender.id, label=bid.label, **counts, found=facts)


def find_words(actor: Actor, tender: Tender, bid: Bid, words: str) -> list[DeskFinding]:
    """The officer looks for more: a contract, a service, a name that nobody could know of."""
    _refuse_unless_open(tender, bid)
    made = look_through(bid, clean_pages(bid), lambda text: words_in(text, words), actor)
    if not made:
        raise Refused(NOT_THERE, field="words")
    for each in made:
        _note(actor, tender, bid, each)
    return made


def cover_area(
    actor: Actor, tender: Tender, bid: Bid, page: CleanPage, box: Sequence[int]
) -> DeskFinding:
    """The officer covers a part of a page's picture: a face, a logo, a signature; `box` is left,
    top, right and bottom in thousandths."""
    _refuse_unless_open(tender, bid)
    left, top, right, bottom = box
    if not (0 <= left < right <= 1000 and 0 <= top < bottom <= 1000):
        raise Refused(NO_BOX, field="right")
    spot = Spot(0, 0, "area")
    made = found_at(bid, ("page_id", page.id), spot, "", actor, list(box))
    add_findings(findings_of(bid), [made])
    _note(actor, tender, bid, made)
    _deal(actor, tender, bid, made, "redacted", "")
    return made


def _note(actor: Actor, tender: Tender, bid: Bid, found: DeskFinding) -> None:
    record("desk:found", actor, tender.id, label=bid.label, number=found.number, words=found.words)


def deal(
    actor: Actor, tender: Tender, bid: Bid, finding: DeskFinding, outcome: str, why: str = ""
) -> None:
    """Take a finding out, or let it stand and say why; until the bid is read it may change."""
    _refuse_unless_open(tender, bid)
    if outcome not in OUTCOMES:
        raise Refused(NO_OUTCOME, field="outcome")
    if outcome == "stands" and why not in WHY:
        raise Refused(SAY_WHY, field="why")
    _deal(actor, tender, bid, finding, outcome, why if outcome == "stands" else "")


def take_out_the_rest(actor: Actor, tender: Tender, bid: Bid) -> None:
    """Take out every finding that isn't dealt with yet."""
    _refuse_unless_open(tender, bid)
    done = dealt_with(bid)
    for finding in findings_of(bid):
        if finding.id not in done:
            _deal(actor, tender, bid, finding, "redacted", "")


def _deal(
    actor: Actor, tender: Tender, bid: Bid, finding: DeskFinding, outcome: str, why: str
) -> None:
    last = dealt_with(bid).get(finding.id)
    said = {"version": last.version + 1 if last else 1, "outcome": outcome, "why": why}
    db.session.add(
        DeskDealt(
            tender_id=tender.id,
            finding_id=finding.id,
            dealt_by=actor.person_id,
            dealt_at=clock.now(),
            **said,
        )
    )
    record("desk:dealt", actor, tender.id, label=bid.label, number=finding.number, **said)


def say_read(actor: Actor, tender: Tender, bid: Bid) -> None:
    """The officer's word that they read all of a bid and saw every page; each finding is dealt
    with by then."""
    _refuse_unless_open(tender, bid)
    if desk_of(tender).left.get(bid.id):
        raise Refused(STILL_LEFT)
    db.session.add(
        DeskRead(id=bid.id, tender_id=tender.id, read_by=actor.person_id, read_at=clock.now())
    )
    record("desk:read", actor, tender.id, label=bid.label)


def release(actor: Actor, tender: Tender, shown: Shown | None) -> DeskRelease:
    """Let the evaluators have the bids, as they are without what was taken out; once.

    `shown` was made before (painting takes its time): in a bid that is read nothing changes.
    """
    desk, bids = desk_of(tender), bids_of(tender)
    if desk.release:
        raise Refused(IS_RELEASED)
    if shown is None or {bid.id for bid in bids} != desk.read:
        raise Refused(NOT_THROUGH)
    db.session.add_all(shown.rows)
    made = DeskRelease(
        id=tender.id,
        released_by=actor.person_id,
        released_at=clock.now(),
        shown_sha256=shown.sha256,
    )
    db.session.add(made)
    facts = {"labels": [bid.label for bid in bids], "taken_out": shown.taken_out}
    record("desk:released", actor, tender.id, **facts, shown_sha256=shown.sha256)
    return made


def _refuse_unless_open(tender: Tender, bid: Bid) -> None:
    desk = desk_of(tender)
    if desk.release:
        raise Refused(IS_RELEASED)
    if bid.id not in desk.begun:
        raise Refused(NOT_BEGUN)
    if bid.id in desk.read:
        raise Refused(IS_READ)
