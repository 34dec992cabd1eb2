"""Writes of reading: what is told to the lead and answered, and warnings."""

from __future__ import annotations

from collections.abc import Sequence

from portal.audit.journal import record
from portal.bids.models import Bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.models import Sheet
from portal.evaluation.reading.kinds import NAMES, OTHER, Place
from portal.evaluation.reading.models import Flag, FlagAnswer, HardPassage
from portal.evaluation.reading.queries import last_number, last_word_on, versions_at
from portal.specifications.models import Criterion
from portal.tenders.models import Tender

SAY_WHAT = say("Say in a sentence what it is.")
SAY_WHY = say("Say in a sentence why it may be hard to read.")
NO_ANSWER = say("Write an answer.")
ANSWERED = say("This was answered already.")
NOT_THERE = say("Choose one of the paragraphs of this answer, or a page of its files.")
NO_CHANGE = say("There is no warning here.")


def raise_flag(
    actor: Actor,
    tender: Tender,
    sheet: Sheet,
    label: str,
    criterion: Criterion,
    kind: str,
    words: str,
) -> Flag:
    """Tell the lead something about an answer; the mark stays one's own business.

    Of a provider's name no words are kept: they would tell the lead whose the bid is (R10).
    """
    words = "" if kind == NAMES else words.strip()
    if kind == OTHER and not words:
        raise Refused(SAY_WHAT, field="words")
    made = Flag(
        tender_id=tender.id,
        sheet_id=sheet.id,
        criterion_id=criterion.id,
        number=last_number(tender) + 1,
        kind=kind,
        words=words,
        raised_at=clock.now(),
    )
    db.session.add(made)
    place = {"number": made.number, "label": label, "criterion": criterion.code}
    record("flag:raised", actor, tender.id, **place, kind=kind, words=words)
    return made


def answer_flag(actor: Actor, tender: Tender, flag: Flag, words: str) -> None:
    """The lead's one answer; whoever told them reads it."""
    if flag.answer is not None:
        raise Refused(ANSWERED)
    if not words.strip():
        raise Refused(NO_ANSWER, field="words")
    db.session.add(
        FlagAnswer(
            tender_id=tender.id,
            flag_id=flag.id,
            words=words.strip(),
            answered_by=actor.person_id,
            answered_at=clock.now(),
        )
    )
    record("flag:answered", actor, tender.id, number=flag.number, words=words.strip())


def warn_before(
    actor: Actor,
    tender: Tender,
    bid: Bid,
    criterion: Criterion,
    place: Place,
    words: str,
    there: Sequence[Place],
) -> None:
    """People are warned before an answer, one of its paragraphs, or a page of a file, and told why
    (P25); `there`: the places that one can name."""
    if not words.strip():
        raise Refused(SAY_WHY, field="words")
    if place not in there:
        raise Refused(NOT_THERE, field="paragraph")
    _say(actor, tender, bid, criterion, place, words.strip(), is_hard=True)


def take_warning_back(
    actor: Actor, tender: Tender, bid: Bid, criterion: Criterion, file: int = 0, page: int = 0
) -> None:
    """Nobody is warned here any more; that somebody was stays on the record."""
    said = last_word_on(bid.id, criterion, file, page)
    if said is None or not said.is_hard:
        raise Refused(NO_CHANGE)
    _say(actor, tender, bid, criterion, Place(None, file, page), "", is_hard=False)


def _say(
    actor: Actor,
    tender: Tender,
    bid: Bid,
    criterion: Criterion,
    place: Place,
    words: str,
    *,
    is_hard: bool,
) -> None:
    made = HardPassage(
        tender_id=tender.id,
        bid_id=bid.id,
        criterion_id=criterion.id,
        version=len(versions_at(bid.id, criterion)) + 1,
        is_hard=is_hard,
        words=words,
        said_by=actor.person_id,
        said_at=clock.now(),
        **place._asdict(),
    )
    db.session.add(made)
    told = {"label": bid.label, "criterion": criterion.code, "version": made.version}
    facts = {"is_hard": is_hard, **place._asdict()}
    record("passage:warned", actor, tender.id, **told, **facts, words=words)
