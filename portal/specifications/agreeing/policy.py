"""Who asks a panel to agree, who says, who answers, and who names the co-production lead."""

from __future__ import annotations

from portal.accounts.models import APPROVER, LEAD, PARTICIPATION
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.specifications.agreeing.queries import Agreement
from portal.specifications.cowriting.part import Part
from portal.specifications.cowriting.policy import may_write_with
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, PUBLISHED, holds
from portal.tenders.stages import stage_of

NOT_ASKED = say("Nobody has asked you about this yet.")
OVER = say("The time to answer is over. You can still read what became of it.")


def may_see_agreement(actor: Actor, tender: Tender) -> Verdict:
    """Everybody on the buying side sees where each panel stands; never who said what (R19)."""
    return holds(actor, tender, *BUYERS)


def may_lead_agreement(actor: Actor, tender: Tender) -> Verdict:
    """The two leads ask, answer, and name who leads the writing, until publication (R4, P26)."""
    return holds(actor, tender, LEAD, PARTICIPATION) and now(
        stage_of(tender) == "drafting", PUBLISHED
    )


def may_see_influence(actor: Actor, tender: Tender) -> Verdict:
    """Everybody on the buying side reads how much say each group has (P3)."""
    return holds(actor, tender, *BUYERS)


def may_state_influence(actor: Actor, tender: Tender) -> Verdict:
    """The two leads say it, step by step, until the tender is published (P3, P15)."""
    return may_lead_agreement(actor, tender)


def may_approve_left_out(actor: Actor, tender: Tender) -> Verdict:
    """That a group is left out of a step the approver approves, and nobody else (P1)."""
    return holds(actor, tender, APPROVER) and now(stage_of(tender) == "drafting", PUBLISHED)


def may_count_words(actor: Actor, tender: Tender) -> Verdict:
    """Numbers below five are for the two leads, who are of the panel team (R19)."""
    return holds(actor, tender, LEAD, PARTICIPATION)


def may_read_worries(actor: Actor, tender: Tender) -> Verdict:
    """What a member wrote, without a name, the two leads read, who answer it (R19)."""
    return holds(actor, tender, LEAD, PARTICIPATION)


def may_say(actor: Actor, tender: Tender, part: Part | None, standing: Agreement) -> Verdict:
    """A member says it while their panel is asked, with consents and terms in order (R18, P7)."""
    verdict = may_write_with(actor, tender, part)
    if not verdict or part is None:
        return verdict
    return (
        now(standing.asked is not None, NOT_ASKED)
        and now(stage_of(tender) == "drafting" and standing.is_open, OVER)
        and part.ready
    )
