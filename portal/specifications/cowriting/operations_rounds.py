"""Writes of rounds: a panel writes until a day, which can be moved with a reason (P10)."""

from __future__ import annotations

from datetime import date

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.participation.insights.operations import AskFacts, ask_panel
from portal.participation.panels.models import Panel
from portal.specifications.cowriting.facts import RoundFacts
from portal.specifications.cowriting.models import Round, RoundEnd, end_of
from portal.specifications.cowriting.part import is_open
from portal.specifications.cowriting.queries import last_day, rounds_of
from portal.specifications.versions.operations import AT_ROUND, keep_version
from portal.tenders.models import Tender

OVER = say("This day is over. Choose a day from today on.")
OPEN_ALREADY = say("This panel has a round that is open. Give that one more time instead.")
NOT_OPEN = say("This round isn’t open.")


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
    made = Round(
        tender_id=tender.id,
        panel_id=panel.id,
        number=len(before) + 1,
        purpose=facts.purpose,
        can_change=facts.can_change,
        cannot_change=facts.cannot_change,
        opens_at=clock.now(),
        closes_on=facts.closes_on,
        made_by=actor.person_id,
    )
    db.session.add(made)
    _note_ask(actor, tender, panel, facts)
    keep_version(actor, tender, AT_ROUND)
    words = [facts.purpose, facts.can_change, facts.cannot_change]
    told = {"kind": panel.kind, "number": made.number, "closes_on": facts.closes_on}
    record("round:opened", actor, tender.id, **told, panel=str(panel.id), words=words)
    return made


def _note_ask(actor: Actor, tender: Tender, panel: Panel, facts: RoundFacts) -> None:
    """To write is to be asked: it stands in the calendar, within the limit of the panel (P4)."""
    day, over = clock.today(), facts.over_because
    asked = AskFacts(tender.title, day, facts.minutes, facts.known_before, over)
    ask_panel(actor, panel, asked)


def close_round(actor: Actor, tender: Tender, each: Round, reason: str) -> None:
    """Close a round before its day, and say why."""
    if not is_open(each):
        raise Refused(NOT_OPEN)
    _end(actor, tender, each, reason).ends_at = clock.now()
    record("round:closed", actor, tender.id, number=each.number, reason=reason)


def prolong_round(actor: Actor, tender: Tender, each: Round, day: date, reason: str) -> None:
    """Give a round more time, and say why."""
    if day < clock.today():
        raise Refused(OVER, field="closes_on")
    if is_open(each) and day <= last_day(each):
        raise Refused(say("Choose a later day than the one it has."), field="closes_on")
    others = [one for one in rounds_of(tender) if one.panel_id == each.panel_id and one != each]
    if any(is_open(one) for one in others):
        raise Refused(OPEN_ALREADY)
    _end(actor, tender, each, reason).ends_at = end_of(day)
    record("round:prolonged", actor, tender.id, number=each.number, closes_on=day, reason=reason)


def _end(actor: Actor, tender: Tender, each: Round, reason: str) -> RoundEnd:
    made = RoundEnd(
        round_id=each.id,
        tender_id=tender.id,
        number=len(each.ends) + 1,
        reason=reason,
        made_by=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(made)
    return made
