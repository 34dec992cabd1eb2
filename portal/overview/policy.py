"""Who sees all tenders of an authority beside each other, and who has dates for a calendar."""

from __future__ import annotations

from portal.accounts.models import EVALUATOR, FACILITATOR, OFFICER, PROVIDER
from portal.core.authorisation import Actor, Verdict
from portal.tenders.policy import BUYERS


def may_see_plan(actor: Actor, authority_id: object) -> Verdict:
    """Who works on the tenders of the whole authority."""
    works = actor.role in BUYERS and actor.authority_id == authority_id
    return works and actor.tender_id is None


def may_have_calendar(actor: Actor) -> Verdict:
    """Everybody whose tenders have dates: who buys, opens, marks or bids."""
    return actor.role in (*BUYERS, OFFICER, FACILITATOR, EVALUATOR, PROVIDER)


def may_have_digest(actor: Actor) -> Verdict:
    """Who works for an authority and sees a list of tenders; evaluators have their reminders."""
    return actor.role in (*BUYERS, OFFICER)
