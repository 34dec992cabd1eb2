"""Writes of rounds: a panel writes until a day and is answered by another; both can be moved, with
a reason (P10, P20)."""

from __future__ import annotations

from datetime import date, datetime

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.participation.insights.operations import AskFacts, ask_panel
from portal.participation.panels.models import Panel
from portal.specifications.cowriting.facts import RoundFacts
from portal.specifications.cowriting.models import Round, RoundEnd, end_of, usual_day
from portal.specifications.cowriting.part import is_open
from portal.specifications.cowriting.queries import rounds_of
from portal.specifications.versions.operations import AT_ROUND, keep_version
from portal.tenders.models import Tender

OVER = say("This day is over. Choose a day from today on.")
OPEN_ALREADY = say("This panel has a round that is open. Give that one more time instead.")
NOT_OPEN = say("This round isn’t open.")
TOO_EARLY = say("Choose a day after the last day to write.")
SAME_DAY = say("It is this day already.")


def open_round(actor: Actor, tender: Tender, panel: Panel, facts: RoundFacts) -> Round:
    """A panel writes with a tender from now on: what for, what it can change, and what not (P10).

    `panel` is the one that the facts name. It stands in the calendar of asks, within the limit that
    the panel set (P4).
    """
    if facts.closes_on < clock.today():
        raise Refused(OVER, field="closes_on")
    before = [each for each in rounds_of(tender) if each.panel_id == panel.id]
    if any(is_open(each) for each in before):
        raise Refused(OPEN_ALREADY, field="panel_id")
    answers_by = _day_of_answers(facts.closes_on, facts.answers_by)
    made = Round(
        tender_id=tender.id,
        panel_id=panel.id,
        number=len(before) + 1,
        purpose=facts.purpose,
        can_change=facts.can_change,
        cannot_change=facts.cannot_change,
        opens_at=clock.now(),
        closes_on=facts.closes_on,
        answers_by=answers_by,
        made_by=actor.person_id,
    )
    db.session.add(made)
    _note_ask(actor, tender, panel, facts)
    keep_version(actor, tender, AT_ROUND)
    words = [facts.purpose, facts.can_change, facts.cannot_change]
    told = {"kind": panel.kind, "number": made.number, "panel": str(panel.id), "words": words}
    days = {"closes_on": facts.closes_on, "answers_by": answers_by}
    record("round:opened", actor, tender.id, **told, **days)
    return made


def _day_of_answers(last_day: date, said: date | None) -> date:
    """A day after the last one to write; the usual one where nobody says another (P20)."""
    if said is not None and said <= last_day:
        raise Refused(TOO_EARLY, field="answers_by")
    return said or usual_day(last_day)


def _note_ask(actor: Actor, tender: Tender, panel: Panel, facts: RoundFacts) -> None:
    """To write is to be asked: it stands in the calendar, within the limit of the panel (P4)."""
    day, over = clock.today(), facts.over_because
    asked = AskFacts(tender.title, day, facts.minutes, facts.known_before, over)
    ask_panel(actor, panel, asked, once=False)


def close_round(
    actor: Actor, tender: Tender, each: Round, reason: str, answers_by: date | None = None
) -> None:
    """Close a round before its day, say why, and by when everything has its answer (P20)."""
    if not is_open(each):
        raise Refused(NOT_OPEN)
    day = _day_of_answers(clock.today(), answers_by)
    _end(actor, tender, each, reason, clock.now(), day)
    record("round:closed", actor, tender.id, number=each.number, reason=reason, answers_by=day)


def prolong_round(
    actor: Actor,
    tender: Tender,
    each: Round,
    day: date,
    reason: str,
    answers_by: date | None = None,
) -> None:
    """Give a round more time, say why, and by when everything has its answer then (P20)."""
    if day < clock.today():
        raise Refused(OVER, field="closes_on")
    if is_open(each) and day <= each.last_day:
        raise Refused(say("Choose a later day than the one it has."), field="closes_on")
    others = [one for one in rounds_of(tender) if one.panel_id == each.panel_id and one != each]
    if any(is_open(one) for one in others):
        raise Refused(OPEN_ALREADY)
    by = _day_of_answers(day, answers_by)
    _end(actor, tender, each, reason, end_of(day), by)
    told = {"number": each.number, "closes_on": day, "answers_by": by}
    record("round:prolonged", actor, tender.id, **told, reason=reason)


def move_answers(actor: Actor, tender: Tender, each: Round, day: date | None, reason: str) -> None:
    """Answers come by another day, and why; its members see both days (P20)."""
    if day is None or day < clock.today():
        raise Refused(OVER, field="answers_by")
    if day == each.answered_by:
        raise Refused(SAME_DAY, field="answers_by")
    by = _day_of_answers(each.last_day, day)
    _end(actor, tender, each, reason, each.ends_at, by)
    record(
        "round:answers-moved", actor, tender.id, number=each.number, answers_by=by, reason=reason
    )


def _end(
    actor: Actor, tender: Tender, each: Round, reason: str, ends_at: datetime, answers_by: date
) -> None:
    made = RoundEnd(
        round_id=each.id,
        tender_id=tender.id,
        number=len(each.ends) + 1,
        ends_at=ends_at,
        answers_by=answers_by,
        reason=reason,
        made_by=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(made)
