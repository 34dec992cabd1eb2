"""Who decides, approves, reveals, releases and reads letters, and when (R20)."""

from __future__ import annotations

from portal.accounts.models import APPROVER, AUDITOR, LEAD, PROVIDER
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.outcomes.approving.course import Course
from portal.outcomes.approving.queries import Asked
from portal.outcomes.models import Approval, Decision, Letter
from portal.outcomes.models_letters import DebriefAnswer
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads, until
from portal.tenders.stages import is_again, is_at_least, is_past, is_revealed, stage_of

BEFORE_DECIDING = say("Moderation has to be closed first.")
DECIDED = say("The decision is approved, so it can’t change any more.")
WAITS = say("The decision waits for its approval. It can change only if it is sent back.")
NOTHING_WAITS = say("No decision waits for approval.")
MARKED = say("You marked bids of this tender, so somebody else has to approve the decision.")
OWN_DECISION = say("You made this decision, so somebody else has to approve it.")
NO_TIE = say("No bids share first place, so there is nothing to decide on.")
SAID_YES = say(
    "An approver has said yes already. The next one can send the decision back; then moderation can"
    " be opened again."
)
NOT_YOUR_TURN = say("Somebody else’s word comes next. The order was set beforehand.")
WAITS_FOR_ANSWER = say("The question waits for the lead’s answer. You can go on when it is there.")
NO_QUESTION = say("This question doesn’t wait for an answer.")
BEFORE_APPROVAL = say("The decision has to be approved first.")
REVEALED = say("The providers are revealed already.")
BEFORE_REVEAL = say("The providers have to be revealed first.")
RELEASED = say("The letters are out already.")
QUESTIONS_OVER = say("The last day for questions is over.")
ANSWERED = say("This question has its answer.")
BEFORE_RELEASE = say("The letters have to be released first.")
AGAIN = say("This is being decided again. It goes on when the new letters are out.")
CONTRACTED = say("The contract is entered, so this can’t change any more.")


def may_see_decision(actor: Actor, tender: Tender) -> Verdict:
    """Lead, approver and auditor see ranking and decision once moderation is closed."""
    return holds(actor, tender, LEAD, APPROVER, AUDITOR) and _since(
        tender, "deciding", BEFORE_DECIDING
    )


def may_decide(
    actor: Actor, tender: Tender, last: Decision | None, word: Approval | None
) -> Verdict:
    """The lead decides, and decides anew when the approver has sent the decision back."""
    if not leads(actor, tender):
        return False
    if stage_of(tender) != "deciding":
        return now(False, DECIDED if is_past(tender, "approved") else BEFORE_DECIDING)
    return now(last is None or word is not None, WAITS)


def may_decide_tie(actor: Actor, tender: Tender, course: Course, is_tied: bool) -> Verdict:
    """Where bids share first place, the lead says which stands first, before deciding (R8)."""
    may = may_decide(actor, tender, course.decision, course.word)
    return may and now(is_tied, NO_TIE)


def may_reopen(actor: Actor, tender: Tender, course: Course) -> Verdict:
    """The lead opens moderation again for a mistake: while no approver's yes stands, or once the
    letters are out, until the contract (R15, R20)."""
    if not leads(actor, tender):
        return False
    if stage_of(tender) == "released":
        return True
    if stage_of(tender) != "deciding":
        why = CONTRACTED if is_past(tender, "released") else DECIDED
        return now(False, why if is_past(tender, "approved") else BEFORE_DECIDING)
    return now(not (course.waits and course.has_begun), SAID_YES)


def may_see_order(actor: Actor, tender: Tender) -> Verdict:
    """Lead, approver and auditor see who approves, one after the other."""
    return holds(actor, tender, LEAD, APPROVER, AUDITOR)


def may_set_order(actor: Actor, tender: Tender) -> Verdict:
    """The lead sets the order of approvers beforehand, until the decision is approved."""
    return leads(actor, tender) and until(tender, "approved", DECIDED)


def may_answer_approver(actor: Actor, tender: Tender, asked: Asked, course: Course) -> Verdict:
    """The lead answers a question about the decision that waits."""
    if not leads(actor, tender):
        return False
    is_open = course.decision is not None and course.decision.id == asked.question.decision_id
    return now(is_open and course.waits and asked.answer is None, NO_QUESTION)


def may_give_word(actor: Actor, tender: Tender, course: Course, has_seat: bool) -> Verdict:
    """The word on a decision is for the approver whose turn it is, when nothing is unanswered."""
    may = may_approve(actor, tender, course.decision, course.word, has_seat)
    if not may:
        return may
    mine = now(course.is_turn_of(actor.person_id), NOT_YOUR_TURN)
    return mine and now(not course.words.waits_for_answer, WAITS_FOR_ANSWER)


def may_see_approval(actor: Actor, tender: Tender) -> Verdict:
    """The approver's page, once moderation is closed."""
    return holds(actor, tender, APPROVER) and _since(tender, "deciding", BEFORE_DECIDING)


def may_approve(
    actor: Actor, tender: Tender, last: Decision | None, word: Approval | None, has_seat: bool
) -> Verdict:
    """The word on a decision is for an approver who neither marked nor decided (R20)."""
    if not holds(actor, tender, APPROVER):
        return False
    if last is None or word is not None or stage_of(tender) != "deciding":
        return now(False, NOTHING_WAITS)
    return now(not has_seat, MARKED) and now(last.made_by != actor.person_id, OWN_DECISION)


def may_reveal(actor: Actor, tender: Tender) -> Verdict:
    """The lead reveals which provider each bid is from, once, after the approval."""
    if not leads(actor, tender):
        return False
    return _since(tender, "approved", BEFORE_APPROVAL) and now(not is_revealed(tender), REVEALED)


def may_read_origins(actor: Actor, tender: Tender) -> Verdict:
    """From the reveal lead, approver and auditor see the name beside the label."""
    return holds(actor, tender, LEAD, APPROVER, AUDITOR) and now(is_revealed(tender), BEFORE_REVEAL)


def may_see_letters(actor: Actor, tender: Tender) -> Verdict:
    """Who sees the names may read the letters, before and after their release."""
    return may_read_origins(actor, tender)


def may_release(actor: Actor, tender: Tender) -> Verdict:
    """The lead releases all letters at one moment, after the reveal; new ones when what they told
    was decided again (R20)."""
    if not leads(actor, tender):
        return False
    early = now(is_past(tender, "approved"), BEFORE_APPROVAL) and now(
        is_revealed(tender), BEFORE_REVEAL
    )
    return early and now(stage_of(tender) == "approved", RELEASED)


def may_write_letters(actor: Actor, tender: Tender) -> Verdict:
    """Until the release the lead adds to letters, and says what they leave out (R21)."""
    return may_release(actor, tender)


def may_take_letters(actor: Actor, tender: Tender) -> Verdict:
    """From the release on the lead takes all letters as files."""
    return leads(actor, tender) and _since(tender, "released", BEFORE_RELEASE)


def may_read_own_letter(actor: Actor, tender: Tender, letter: Letter | None) -> Verdict:
    """A provider reads its own letter from the release on, and nobody else's."""
    return (
        actor.role == PROVIDER
        and letter is not None
        and is_at_least(tender, "released")
        and letter.provider_id == actor.provider_id
    )


def may_ask(actor: Actor, tender: Tender, letter: Letter | None, is_over: bool) -> Verdict:
    """A provider asks about its own letter until the day that it was told (R26)."""
    return may_read_own_letter(actor, tender, letter) and now(not is_over, QUESTIONS_OVER)


def may_see_debriefs(actor: Actor, tender: Tender) -> Verdict:
    """Who reads the letters reads what was asked about them, and what was answered."""
    return holds(actor, tender, LEAD, APPROVER, AUDITOR) and _since(
        tender, "released", BEFORE_RELEASE
    )


def may_answer(actor: Actor, tender: Tender, answer: DebriefAnswer | None) -> Verdict:
    """The lead answers each question once; question and answer stay (R26)."""
    return (
        leads(actor, tender)
        and _since(tender, "released", BEFORE_RELEASE)
        and now(answer is None, ANSWERED)
    )


def may_set_last_day(actor: Actor, tender: Tender) -> Verdict:
    """The lead says until when may be asked, from the reveal on."""
    return leads(actor, tender) and may_read_origins(actor, tender)


def may_see_award_notice(actor: Actor, tender: Tender) -> Verdict:
    """Lead, approver and auditor see the notice's date and the standstill, from the release on."""
    return holds(actor, tender, LEAD, APPROVER, AUDITOR) and _since(
        tender, "released", BEFORE_RELEASE
    )


def may_record_award_notice(actor: Actor, tender: Tender) -> Verdict:
    """The lead records the date of the notice after the letters and before the contract (R20)."""
    if not leads(actor, tender):
        return False
    is_out = _since(tender, "released", BEFORE_RELEASE) and now(not is_again(tender), AGAIN)
    return is_out and now(stage_of(tender) == "released", CONTRACTED)


def _since(tender: Tender, stage: str, why: str) -> Verdict:
    return now(is_at_least(tender, stage), why)
