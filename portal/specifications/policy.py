"""Who may read and write a specification that isn't public yet, and who may publish it."""

from __future__ import annotations

from portal.accounts.models import LEAD, PARTICIPATION
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, PUBLISHED, holds, leads, may_draft
from portal.tenders.stages import stage_of

may_write = may_draft
may_publish = may_draft

TRIED_TOO_LATE = say(
    "The tender is published. Weights can’t be tried out any more: they may never be fitted to"
    " real marks."
)


def may_see_specification(actor: Actor, tender: Tender) -> Verdict:
    """Everybody on the buying side reads the draft; others wait for its notice."""
    return holds(actor, tender, *BUYERS)


def may_write_words(actor: Actor, tender: Tender) -> Verdict:
    """The procurement and the participation lead write paragraphs together, as a draft (P10)."""
    return holds(actor, tender, LEAD, PARTICIPATION) and now(
        stage_of(tender) == "drafting", PUBLISHED
    )


def may_keep_version(actor: Actor, tender: Tender) -> Verdict:
    """The lead keeps a version of a draft; publication keeps the last one itself."""
    return leads(actor, tender) and now(stage_of(tender) == "drafting", PUBLISHED)


def may_try_out(actor: Actor, tender: Tender) -> Verdict:
    """The lead tries the method on invented bids, before publication and never after (R4)."""
    return leads(actor, tender) and now(stage_of(tender) == "drafting", TRIED_TOO_LATE)
