"""Writes of influence: what a group can do at a step, an empty cell approved, who understood."""

from __future__ import annotations

from dataclasses import dataclass

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.participation.panels.models import Member
from portal.specifications.agreeing.influence import Cell, state_of
from portal.specifications.agreeing.models import Influence, Understood
from portal.specifications.agreeing.queries_influence import has_understood, stated_of
from portal.tenders.models import Tender

NOTHING_WAITS = say("Nothing waits for your approval there.")
ANOTHER = say("The reason has changed since you opened the page. Read it again.")
OWN = say("You stated this yourself. Somebody else has to approve it.")


@dataclass(frozen=True)
class InfluenceFacts:
    """What a group can do at one step; without a degree it is left out, and `words` is why."""

    degree: str | None
    words: str
    cannot_change: str


def state_influence(actor: Actor, tender: Tender, cell: Cell, facts: InfluenceFacts) -> None:
    """Say what a group can do at one step, what can't be changed and why (P3, P15)."""
    before = stated_of(tender).get(cell)
    if before and facts == InfluenceFacts(before.degree, before.words, before.cannot_change):
        return
    stated = _next(actor, tender, cell, before, facts)
    record(
        "influence:stated",
        actor,
        tender.id,
        step=stated.step,
        kind=stated.kind,
        version=stated.version,
        degree=facts.degree or "left_out",
        words=facts.words,
        cannot_change=facts.cannot_change,
    )


def approve_left_out(actor: Actor, tender: Tender, cell: Cell, version: int | None) -> None:
    """Approve that a group is left out of a step; until then it counts as not said (P1).

    `version`: what the approver read; another reason than that isn't approved.
    """
    before = stated_of(tender).get(cell)
    if before is None or state_of(before) != "waiting":
        raise Refused(NOTHING_WAITS)
    if before.stated_by == actor.person_id:
        raise Refused(OWN)
    if before.version != version:
        raise Refused(ANOTHER)
    facts = InfluenceFacts(None, before.words, before.cannot_change)
    stated = _next(actor, tender, cell, before, facts)
    stated.approved_by = actor.person_id
    facts_said = {"step": stated.step, "kind": stated.kind, "version": stated.version}
    record("influence:approved", actor, tender.id, **facts_said)


def _next(
    actor: Actor, tender: Tender, cell: Cell, before: Influence | None, facts: InfluenceFacts
) -> Influence:
    step, kind = cell
    stated = Influence(
        tender_id=tender.id,
        step=step,
        kind=kind,
        version=before.version + 1 if before else 1,
        degree=facts.degree,
        words=facts.words,
        cannot_change=facts.cannot_change,
        stated_by=actor.person_id,
        stated_at=clock.now(),
    )
    db.session.add(stated)
    return stated


def note_understood(actor: Actor, tender: Tender, member: Member, digest: str) -> None:
    """A member says that they understood how much say they have, as it stands now (P15)."""
    if has_understood(tender, member, digest):
        return
    db.session.add(
        Understood(tender_id=tender.id, member_id=member.id, digest=digest, at=clock.now())
    )
    record("influence:understood", actor, tender.id, digest=digest)
