"""Who sets the day until which people mark, who stops, and who decides what follows."""

from __future__ import annotations

from portal.core.authorisation import Actor, NotNow, Verdict, now
from portal.core.words import say
from portal.evaluation.models import Seat
from portal.evaluation.policy import holds_seat
from portal.tenders.models import Tender
from portal.tenders.policy import leads
from portal.tenders.stages import stage_of

NOT_MARKING = say("More time can be given while people mark.")


def may_give_time(actor: Actor, tender: Tender) -> Verdict:
    """The lead sets the day, and gives more time, while people mark."""
    return leads(actor, tender) and now(stage_of(tender) == "marking", NOT_MARKING)


NOT_WHILE_MARKING = say("You can say this while people mark.")
NOT_DECIDED_NOW = say("This is decided while people mark.")
NO_PART = say("Your marks don’t count any more, so you needn’t do anything.")


def may_stop(actor: Actor, tender: Tender, seat: Seat | None, is_voided: bool) -> Verdict:
    """An evaluator says that they stop, whenever they like while people mark; each of two who mark
    as one for themself (P7)."""
    if not holds_seat(actor, tender, seat):
        return False
    return NotNow(NO_PART) if is_voided else now(stage_of(tender) == "marking", NOT_WHILE_MARKING)


def may_set_reminders(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """Each evaluator says for themself whether they get e-mails about their marks."""
    return holds_seat(actor, tender, seat)


def may_decide_stop(actor: Actor, tender: Tender, seat: Seat) -> Verdict:
    """The lead decides what becomes of the marks of somebody who stops, while people mark (R15)."""
    if not leads(actor, tender) or seat.tender_id != tender.id:
        return False
    return now(stage_of(tender) == "marking", NOT_DECIDED_NOW)
