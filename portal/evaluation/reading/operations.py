"""Writes of reading: what is told to the lead and answered, and warnings."""

from __future__ import annotations

from portal.audit.journal import record
from portal.bids.models import Bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.models import Sheet
from portal.evaluation.reading.kinds import NAMES, OTHER
from portal.evaluation.reading.models import Flag, FlagAnswer, HardPassage
from portal.evaluation.reading.queries import last_number, versions_at
from portal.specifications.models import Criterion
from portal.tenders.models import Tender

SAY_WHAT = say("Say in a sentence what it is.")
SAY_WHY = say("Say in a sentence why it may be hard to read.")
NO_ANSWER = say("Write an answer.")
ANSWERED = say("This was answered already.")
NOT_THERE = say("Choose one of the paragraphs of this answer.")
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
    paragraph: int | None,
    words: str,
    paragraphs: int,
) -> None:
    """People are warned before an answer, or one of its paragraphs, and told why (P25)."""
    if not words.strip():
        raise Refused(SAY_WHY, field="words")
    if paragraph is not None and not 1 <= paragraph <= paragraphs:
        raise Refused(NOT_THERE, field="paragraph")
    _say(actor, tender, bid, criterion, paragraph, words.strip(), is_hard=True)


def take_warning_back(actor: Actor, tender: Tender, bid: Bid, criterion: Criterion) -> None:
    """Nobody is warned here any more; that somebody was stays on the record."""
    said = versions_at(bid.id, criterion)
    if not said or not said[-1].is_hard:
        raise Refused(NO_CHANGE)
    _say(actor, tender, bid, criterion, None, "", is_hard=False)


def _say(
    actor: Actor,
    tender: Tender,
    bid: Bid,
    criterion: Criterion,
    paragraph: int | None,
    words: str,
    *,
    is_hard: bool,
) -> None:
    said = versions_at(bid.id, criterion)
    made = HardPassage(
        tender_id=tender.id,
        bid_id=bid.id,
        criterion_id=criterion.id,
        version=len(said) + 1,
        is_hard=is_hard,
        paragraph=paragraph,
        words=words,
        said_by=actor.person_id,
        said_at=clock.now(),
    )
    db.session.add(made)
    place = {"label": bid.label, "criterion": criterion.code, "version": made.version}
    facts = {"is_hard": is_hard, "paragraph": paragraph}
    record("passage:warned", actor, tender.id, **place, **facts, words=words)
