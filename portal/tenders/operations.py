"""Writes of a tender's own facts."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from portal.accounts.queries import least_shown_here
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.tenders.models import NoticeAward, Tender
from portal.tenders.regimes import is_psr_mixed


@dataclass(frozen=True)
class TenderFacts:
    """What the lead says of a tender; R1 asks for the regime and why it is that one."""

    title: str
    reference: str
    description: str
    plain_description: str
    regime: str
    regime_reason: str
    deadline_at: datetime | None
    marking_ends_on: date | None
    decision_on: date | None
    starts_on: date | None
    estimated_value: Decimal | None = None
    health_value: Decimal | None = None
    other_value: Decimal | None = None
    why_together: str = ""


def facts_of(tender: Tender) -> TenderFacts:
    """What is said of a tender now."""
    return TenderFacts(**{each.name: getattr(tender, each.name) for each in fields(TenderFacts)})


def create_tender(actor: Actor, facts: TenderFacts) -> Tender:
    """Begin a tender in the authority that is open, in the stage of drafting."""
    _refuse_disorder(facts)
    _refuse_half_a_test(facts)
    tender = Tender(created_at=clock.now(), least_shown=least_shown_here(), **asdict(facts))
    db.session.add(tender)
    record("tender:created", actor, tender.id, title=tender.title, regime=tender.regime)
    return tender


def change_tender(actor: Actor, tender: Tender, facts: TenderFacts) -> None:
    """Change a tender that isn't published; what didn't change leaves no event."""
    _refuse_disorder(facts)
    _refuse_half_a_test(facts)
    changed = [name for name, value in asdict(facts).items() if getattr(tender, name) != value]
    for name in changed:
        setattr(tender, name, getattr(facts, name))
    if changed:
        record("tender:changed", actor, tender.id, fields=changed)


def set_marking_order(actor: Actor, tender: Tender, order: str) -> None:
    """The lead's word on the order in which evaluators read; it holds from the start of marking."""
    if tender.marking_order == order:
        return
    tender.marking_order = order
    record("marking:order-set", actor, tender.id, order=order)


def _refuse_disorder(facts: TenderFacts) -> None:
    """The days of the timetable follow one another."""
    steps = ["deadline_at", "marking_ends_on", "decision_on", "starts_on"]
    before: date | None = None
    for name in steps:
        value: date | datetime | None = getattr(facts, name)
        if value is None:
            continue
        day = value.astimezone(clock.LONDON).date() if isinstance(value, datetime) else value
        if before and day < before:
            raise Refused(say("This day must not be before the one above it."), field=name)
        before = day


def _refuse_half_a_test(facts: TenderFacts) -> None:
    """A mixed purchase has both values and why it stays together; the PSR only if it may (R1)."""
    health, other = facts.health_value, facts.other_value
    if health is None and other is None and not facts.why_together:
        return
    if health is None:
        raise Refused(say("Enter what the health care part is worth."), "health_value")
    if other is None:
        raise Refused(say("Enter what the other part is worth."), "other_value")
    if not facts.why_together:
        raise Refused(
            say("Say why the other part can, or can’t, reasonably be bought apart."), "why_together"
        )
    if facts.regime == "psr" and not is_psr_mixed(health, other, facts.why_together):
        raise Refused(
            say(
                "The health care part isn’t worth more than the rest, so the Provider Selection"
                " Regime can’t be used. Choose other rules."
            ),
            "regime",
        )


def tell_award(tender: Tender, published_on: date) -> None:
    """Everybody learns from the tender's notice on which day the award notice came out (R20).

    A correction takes the place of the day before. The caller records.
    """
    award = db.session.get(NoticeAward, tender.id)
    if award is None:
        award = NoticeAward(id=tender.id)
        db.session.add(award)
    award.published_on, award.reopened_at = published_on, None


def reopen_award(tender: Tender) -> None:
    """Everybody learns that what the award notice told is being decided again (R20).

    The caller records.
    """
    award = db.session.get(NoticeAward, tender.id)
    if award is not None:
        award.reopened_at = tender.reopened_at
