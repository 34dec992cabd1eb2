"""Who sees and does what between the letters and the contract, and when (R20, R23–R25)."""

from __future__ import annotations

from portal.accounts.models import APPROVER, AUDITOR, LEAD
from portal.accounts.policy import may_speak_for
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.outcomes.models import Letter
from portal.outcomes.policy import AGAIN, BEFORE_RELEASE, may_read_own_letter
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads, until
from portal.tenders.stages import is_again, is_at_least, stage_of

ENTERED = say("The contract is entered, so this can’t change any more.")
ONLY_PSR = say("Only the Provider Selection Regime knows a further decision.")
NOT_YET = say("The contract has to be entered first.")


def may_see_days(actor: Actor, authority_id: object) -> Verdict:
    """Lead, approver and auditor of the authority see which days are no working days here."""
    return _works_for(actor, authority_id, LEAD, APPROVER, AUDITOR)


def may_enter_days(actor: Actor, authority_id: object) -> Verdict:
    """A lead of the whole authority enters proclaimed days (R25)."""
    return _works_for(actor, authority_id, LEAD)


def _works_for(actor: Actor, authority_id: object, *roles: str) -> bool:
    return actor.role in roles and actor.authority_id == authority_id and actor.tender_id is None


def may_see_standing(actor: Actor, tender: Tender) -> Verdict:
    """Lead, approver and auditor see what stands between letters and contract."""
    return holds(actor, tender, LEAD, APPROVER, AUDITOR) and now(
        is_at_least(tender, "released"), BEFORE_RELEASE
    )


def may_read_notice_text(actor: Actor, tender: Tender) -> Verdict:
    """The texts of notices tell of letters that stand: of none while it is decided again."""
    return may_see_standing(actor, tender) and now(not is_again(tender), AGAIN)


def may_record_claim(actor: Actor, tender: Tender) -> Verdict:
    """The lead notes a claim or a representation, and what is done about it, until the contract."""
    return leads(actor, tender) and _after_the_letters(tender)


def may_decide_further(actor: Actor, tender: Tender) -> Verdict:
    """The lead makes the further decision after representations (R24)."""
    if not leads(actor, tender):
        return False
    stands = now(not is_again(tender), AGAIN)
    return _after_the_letters(tender) and now(tender.regime == "psr", ONLY_PSR) and stands


def may_enter_contract(actor: Actor, tender: Tender) -> Verdict:
    """The lead notes that the contract is entered, once; what stands against it is asked too."""
    stands = now(not is_again(tender), AGAIN)
    return leads(actor, tender) and _after_the_letters(tender) and stands


def may_record_contract_notice(actor: Actor, tender: Tender) -> Verdict:
    """The lead notes on which day the notice about the contract came out (R20)."""
    return leads(actor, tender) and now(stage_of(tender) == "contract", NOT_YET)


def may_see_own_standstill(actor: Actor, tender: Tender, letter: Letter | None) -> Verdict:
    """A provider with a letter sees how long the standstill runs, and what it can still do."""
    return may_read_own_letter(actor, tender, letter)


def may_challenge(actor: Actor, tender: Tender, letter: Letter | None) -> Verdict:
    """A bid manager of a provider with a letter tells of its claim or representation, until the
    contract."""
    in_time = may_read_own_letter(actor, tender, letter) and until(tender, "contract", ENTERED)
    return in_time and may_speak_for(actor)


def _after_the_letters(tender: Tender) -> Verdict:
    return now(is_at_least(tender, "released"), BEFORE_RELEASE) and until(
        tender, "contract", ENTERED
    )
