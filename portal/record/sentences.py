"""What each event reads as: the features' own sentences, collected, and the words for who acted."""

from __future__ import annotations

from collections.abc import Callable

from portal.accounts import events as accounts
from portal.bids import events as bids
from portal.core.authorisation import Actor
from portal.core.words import say
from portal.evaluation.choosing import events as choosing
from portal.evaluation.compliance import events as compliance
from portal.evaluation.interviews import events as interviews
from portal.evaluation.marking import events as marking
from portal.evaluation.moderation import events as moderation
from portal.evaluation.pack import events as pack
from portal.evaluation.practice import events as practice
from portal.evaluation.progress import events as progress
from portal.evaluation.reading import events as reading
from portal.evaluation.room import events as room
from portal.evaluation.runs import events as runs
from portal.evaluation.seats import events as seats
from portal.feedback import events as feedback
from portal.outcomes import events as outcomes
from portal.outcomes.contracting import events as contracting
from portal.participation.insights import events as insights
from portal.published import events as published
from portal.record import events as record
from portal.record.policy import (
    may_know_who_is_kept_from,
    may_read_labels_of_marks,
    may_read_labels_of_signatures,
    may_read_of_one_bid,
)
from portal.specifications import events as specifications
from portal.specifications.agreeing import events as agreeing
from portal.specifications.approving import events as approving
from portal.specifications.cowriting import events as cowriting
from portal.specifications.groundwork import events as groundwork
from portal.specifications.hours import events as hours
from portal.specifications.starting import events as starting
from portal.tenders import events as tenders
from portal.tenders.models import Tender

OF_PEOPLE = {
    **{name: accounts.SENTENCES[name] for name in ("link:made", "link:used")},
    "role:granted": say("%(actor)s gave somebody a role on this tender."),
    "role:ended": say("%(actor)s ended somebody’s role on this tender."),
}
"""Events of accounts that a tender's log may hold; who it is stays sealed (R18)."""

CAUSES = {
    "asked": say("they asked for it in Evenhand"),
    "told": say("they asked for it in another way"),
    "retention": say("the time for keeping it is over"),
    "restored": say("again, because an older copy of this record had been put back"),
}
"""Why somebody was erased."""

FORMS = {
    "full": say("with everything in it"),
    "bidder": say("as far as a bidder may know it"),
}
"""For whom a copy was made."""

OF_A_TENDER = ("tender:created", "tender:changed", "document:added", "document:removed")

SENTENCES: dict[str, str] = {
    **OF_PEOPLE,
    **{name: tenders.SENTENCES[name] for name in OF_A_TENDER},
    **specifications.SENTENCES,
    **agreeing.SENTENCES,
    **approving.SENTENCES,
    **cowriting.SENTENCES,
    **groundwork.SENTENCES,
    **hours.SENTENCES,
    "tender:started-from": starting.SENTENCES["tender:started-from"],
    **{name: insights.SENTENCES[name] for name in ("insight:linked", "insight:unlinked")},
    **bids.SENTENCES,
    **seats.SENTENCES,
    **choosing.SENTENCES,
    **practice.SENTENCES,
    **progress.SENTENCES,
    **reading.SENTENCES,
    **marking.SENTENCES,
    **pack.SENTENCES,
    **moderation.SENTENCES,
    **interviews.SENTENCES,
    **room.SENTENCES,
    **runs.SENTENCES,
    **compliance.SENTENCES,
    **outcomes.SENTENCES,
    **{name: words for name, words in contracting.SENTENCES.items() if name != "day:proclaimed"},
    **published.SENTENCES,
    **feedback.SENTENCES,
    **record.SENTENCES,
}

WITH_REASON = frozenset(name for name, sentence in SENTENCES.items() if "%(reason)s" in sentence)
"""Events whose sentence tells the reason that somebody wrote; it is sealed, and may be redacted."""

VEILED: dict[str, tuple[Callable[[Actor, Tender], bool], str]] = {
    "bid:looked-at": (
        may_read_of_one_bid,
        say("%(actor)s read a bid for the first time."),
    ),
    **{
        name: (may_read_of_one_bid, say("%(actor)s worked on a bid at the desk."))
        for name in ("desk:begun", "desk:found", "desk:dealt", "desk:read")
    },
    "gate:confirmed": (
        may_read_of_one_bid,
        say("%(actor)s judged a bid on “%(gate)s”."),
    ),
    "bidder:asked": (
        may_read_of_one_bid,
        say("%(actor)s asked a bidder something (number %(number)s)."),
    ),
    **{
        name: (may_read_of_one_bid, say("%(actor)s decided whether a bid is disregarded."))
        for name in ("bid:disregarded", "bid:stays-in")
    },
    "moderation:recorded": (
        may_read_of_one_bid,
        say("%(actor)s recorded what was agreed about a bid on %(criterion)s."),
    ),
    "decision:made": (
        may_read_of_one_bid,
        say("%(actor)s made a decision (version %(version)s)."),
    ),
    "decision:approved": (
        may_read_of_one_bid,
        say("%(actor)s approved the decision."),
    ),
    "decision:sent-back": (
        may_read_of_one_bid,
        say("%(actor)s sent the decision back."),
    ),
    "tie:decided": (
        may_read_of_one_bid,
        say("%(actor)s decided which of the tied bids stands first in run %(run)s."),
    ),
    "moderation:reopened": (
        may_read_of_one_bid,
        say("%(actor)s opened moderation again: a mistake was found in run %(run)s."),
    ),
    "decision:reopened": (
        may_read_of_one_bid,
        say("%(actor)s opened the decision again after the letters were out (run %(run)s)."),
    ),
    "decision:endorsed": (
        may_read_of_one_bid,
        say("%(actor)s said yes to the decision in place %(place)s."),
    ),
    "mark:recorded": (
        may_read_labels_of_marks,
        say("%(actor)s marked a bid on %(criterion)s."),
    ),
    "passage:warned": (
        may_read_of_one_bid,
        say("%(actor)s decided on a warning before an answer."),
    ),
    "flag:raised": (
        may_read_of_one_bid,
        say("%(actor)s told the lead something about an answer (number %(number)s)."),
    ),
    **{
        name: (may_read_of_one_bid, say("%(actor)s wrote down something about an interview."))
        for name in ("interview:planned", "interview:held", "interview:missed")
    },
    "interview:marked": (
        may_read_labels_of_marks,
        say("%(actor)s marked an interview on %(criterion)s."),
    ),
    **{
        name: (may_read_labels_of_marks, say("%(actor)s sent marks for an interview."))
        for name in ("interview:agreed", "interview:sent")
    },
    "mark:changed": (
        may_read_labels_of_marks,
        say("%(actor)s changed their mark for a bid on %(criterion)s."),
    ),
    "sheet:agreed": (
        may_read_labels_of_marks,
        say("%(actor)s said yes to a sheet of marks, as one of two."),
    ),
    "sheet:sent": (
        may_read_labels_of_marks,
        say("%(actor)s sent a sheet of marks."),
    ),
    "sheet:voided": (
        may_read_labels_of_marks,
        say("%(actor)s took a sheet of marks out of the count."),
    ),
    "moderation:overruled": (
        may_read_of_one_bid,
        say("%(actor)s kept words about a bid on %(criterion)s that they were warned of."),
    ),
    "moderation:laid": (
        may_read_of_one_bid,
        say("%(actor)s put an answer to %(criterion)s on the table (session %(number)s)."),
    ),
    "moderation:group-noted": (
        may_read_of_one_bid,
        say("%(actor)s wrote down what a group said among itself on %(criterion)s."),
    ),
    "moderation:dissented": (
        may_read_labels_of_signatures,
        say("%(actor)s said that they don’t agree with the record of a bid on %(criterion)s."),
    ),
    "moderation:signed-off": (
        may_read_labels_of_signatures,
        say("%(actor)s signed the record of a bid on %(criterion)s."),
    ),
    "conflict:decided": (
        may_know_who_is_kept_from,
        say("%(actor)s decided on an interest that an evaluator had declared."),
    ),
    "conflict:weighed": (
        may_know_who_is_kept_from,
        say("%(actor)s decided on what an evaluator had said about a bid."),
    ),
    "conflict:kept-out": (
        may_know_who_is_kept_from,
        say("What somebody said about a bid no longer counts: a conflict came to light."),
    ),
}
"""Event: who may read it whole, and what it reads as for the others."""

WHO = {
    "procurement_lead": say("The procurement lead"),
    "participation_lead": say("The participation lead"),
    "approver": say("The approver"),
    "auditor": say("The auditor"),
    "blindness_officer": say("The desk officer"),
    "professional_evaluator": say("A professional evaluator"),
    "young_evaluator": say("A young evaluator"),
    "parent_evaluator": say("A parent or carer on the panel"),
    "young_panel_member": say("A young person on the panel"),
    "parent_panel_member": say("A parent or carer of the panel"),
    "responsible_adult": say("An adult who answers for a young person"),
    "safeguarding_lead": say("The safeguarding lead"),
    "safeguarding_deputy": say("The deputy safeguarding lead"),
    "provider_member": say("A provider"),
    "contributor_provider_member": say("A provider’s contributor"),
    "operator": say("The platform operator"),
    "system": say("The portal"),
}


def sentence_of(actor: Actor, tender: Tender, name: str) -> str:
    """The sentence that an event reads as for this reader, now."""
    may_read_whole, veiled = VEILED.get(name, (None, ""))
    return SENTENCES[name] if may_read_whole is None or may_read_whole(actor, tender) else veiled
