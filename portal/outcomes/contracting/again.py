"""What letters had told is opened to be decided again, on the record (R13, R15, R20, R24).

Run, decision, approval, letters and reveal stay as they are; new ones come beside them.
"""

from __future__ import annotations

from portal.audit.journal import record
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.models_runs import CLAIM, MISTAKE, Reopening
from portal.evaluation.runs.queries import runs_of
from portal.outcomes.contracting.news import tell_both_sides
from portal.outcomes.contracting.open_data import publish_withdrawal
from portal.outcomes.contracting.queries import standing_of
from portal.outcomes.operations_decision import reopen_moderation
from portal.outcomes.queries import all_letters_of
from portal.tenders.models import Tender
from portal.tenders.operations import reopen_award
from portal.tenders.stages import move, stage_of

ANSWER_FIRST = say(
    "Representation %(number)s waits for a further decision. Make that decision: it can be to go"
    " back to an earlier step."
)


def reopen(actor: Actor, tender: Tender, reason: str) -> Reopening:
    """A mistake was found: moderation is open again, before the approval or after the letters."""
    if stage_of(tender) != "released":
        return reopen_moderation(actor, tender, reason)
    standing = standing_of(tender)
    for each in standing.waiting:
        raise Refused(ANSWER_FIRST, number=each.claim.number)
    is_claimed = any(each.counts for each in standing.challenges if each.claim.kind == CLAIM)
    return decide_again(actor, tender, CLAIM if is_claimed else MISTAKE, reason)


def decide_again(actor: Actor, tender: Tender, ground: str, reason: str) -> Reopening:
    """The letters that are out stand no more: what was agreed can be agreed again, a new run and a
    new decision come, and then new letters. Everybody who got one hears that there is news."""
    run, issue = runs_of(tender)[0], max(each.issue for each in all_letters_of(tender))
    if standing_of(tender).notice:
        publish_withdrawal(tender)
    move(tender, "reopen_decision")
    assert tender.reopened_at is not None, "the move says when"
    made = Reopening(
        tender_id=tender.id,
        run_id=run.id,
        issue=issue,
        ground=ground,
        reason=reason,
        reopened_by=actor.person_id,
        reopened_at=tender.reopened_at,
    )
    db.session.add(made)
    reopen_award(tender)
    facts = {"run": run.number, "issue": issue, "ground": ground}
    record("decision:reopened", actor, tender.id, **facts, reason=reason)
    tell_both_sides(tender)
    return made
