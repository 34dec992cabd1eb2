"""Who works out hours, and who says whether they are fine."""

from __future__ import annotations

from portal.accounts.models import LEAD, PARTICIPATION
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.specifications.cowriting.part import Part
from portal.specifications.cowriting.policy import may_write_with
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, PUBLISHED, holds
from portal.tenders.stages import stage_of

PUBLISHED_FOR_MEMBERS = say("The tender is out, so how much there is to read stays as it is.")


def may_see_hours(actor: Actor, tender: Tender) -> Verdict:
    """Everybody on the buying side sees what reading and marking takes (P14)."""
    return holds(actor, tender, *BUYERS)


def may_plan_hours(actor: Actor, tender: Tender) -> Verdict:
    """The two leads set the most that it may be, while it can still be shortened (P14)."""
    return holds(actor, tender, LEAD, PARTICIPATION) and now(
        stage_of(tender) == "drafting", PUBLISHED
    )


def may_say_hours(actor: Actor, tender: Tender, part: Part | None) -> Verdict:
    """A member says fine, too much, or pass, until the tender is published (P14, R18, P7)."""
    verdict = may_write_with(actor, tender, part)
    if not verdict or part is None:
        return verdict
    return now(stage_of(tender) == "drafting", PUBLISHED_FOR_MEMBERS) and part.ready
