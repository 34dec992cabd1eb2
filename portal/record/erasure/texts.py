"""What people wrote freely about one tender and its bids, and where each text stands."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.bids.queries import bids_of
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.models import (
    ConflictDecision,
    Declaration,
    Dissent,
    GateConfirmation,
    Mark,
    Moderation,
    Overruled,
    Seat,
    Sheet,
    Voided,
)
from portal.evaluation.models_compliance import (
    BidderAnswer,
    BidderQuestion,
    BidRuling,
    ExclusionCheck,
)
from portal.evaluation.models_conflicts import RecognitionDecision
from portal.evaluation.models_room import GroupTalk
from portal.evaluation.reading.models import Flag, FlagAnswer, HardPassage
from portal.feedback.models import LineQuestion, QuestionReply
from portal.outcomes.models import Approval, Decision
from portal.record.erasure import (
    texts_contracting,
    texts_deciding,
    texts_interviews,
    texts_letters,
    texts_setting_up,
)
from portal.record.erasure.policy import may_redact_about_bids
from portal.record.erasure.text import Text, counted
from portal.record.erasure.texts_compliance import said_between
from portal.record.erasure.texts_reading import told_while_reading
from portal.record.erasure.texts_room import said_in_the_room
from portal.record.erasure.texts_telling import asked_afterwards
from portal.record.erasure.texts_writing import written_together
from portal.specifications.agreeing.models import SignOffSaid, WorryAnswered
from portal.specifications.cowriting.models import (
    Backing,
    Questioned,
    Suggestion,
    SuggestionAnswer,
    Version,
)
from portal.specifications.queries import criteria_of, gates_of, groups_of
from portal.tenders.models import Tender
from portal.tenders.policy import holds
from portal.tenders.stages import is_at_least

MODERATION = ("points_for", "points_against", "reconciled", "reason", "next_mark")

MODELS: dict[str, Any] = {
    "mark": Mark,
    "moderation": Moderation,
    "overruled": Overruled,
    "dissent": Dissent,
    "group_talk": GroupTalk,
    "gate_confirmation": GateConfirmation,
    "bidder_question": BidderQuestion,
    "bidder_answer": BidderAnswer,
    "exclusion_check": ExclusionCheck,
    "bid_ruling": BidRuling,
    "voided": Voided,
    "decision": Decision,
    "approval": Approval,
    **texts_deciding.MODELS,
    **texts_contracting.MODELS,
    **texts_setting_up.MODELS,
    "declaration": Declaration,
    "conflict_decision": ConflictDecision,
    "recognition_decision": RecognitionDecision,
    "suggestion": Suggestion,
    "backing": Backing,
    "suggestion_answer": SuggestionAnswer,
    "suggestion_questioned": Questioned,
    "specification_version": Version,
    "panel_sign_off_said": SignOffSaid,
    "worry_answered": WorryAnswered,
    **texts_interviews.MODELS,
    "flag": Flag,
    "flag_answer": FlagAnswer,
    "hard_passage": HardPassage,
    "line_question": LineQuestion,
    "line_question_reply": QuestionReply,
    **texts_letters.MODELS,
}
"""Tables whose texts may be redacted; their triggers know which columns (migrations 0005, 0011,
0012, 0016, 0029, 0035, 0040)."""


@dataclass(frozen=True)
class _Names:
    bids: dict[uuid.UUID, str]
    criteria: dict[uuid.UUID, tuple[str, str]]
    gates: dict[uuid.UUID, tuple[str, str]]
    groups: dict[uuid.UUID, tuple[str, str]]


def texts_in_reach(actor: Actor, tender: Tender) -> list[Text]:
    """Those that this lead may redact now: what was written together always, the others when the
    time for them has come."""
    about_bids = texts_of(actor, tender) if may_redact_about_bids(actor, tender) else []
    return [*texts_written(tender), *about_bids]


def texts_written(tender: Tender) -> list[Text]:
    """What panels and leads wrote before the tender was published, and asked when it was told."""
    found = [*written_together(tender), *asked_afterwards(tender)]
    found += texts_setting_up.written_before_publication(tender)
    return counted(found)


def texts_of(actor: Actor, tender: Tender) -> list[Text]:
    """Every text about bids; about conflicts only for who may know of them (R16)."""
    knows = holds(actor, tender, PARTICIPATION) or is_at_least(tender, "released")
    return texts_about_bids(tender, with_conflicts=bool(knows))


def every_text_of(tender: Tender) -> list[Text]:
    """Every text, for whom nothing has to be hidden from, such as the portal itself."""
    return [*texts_written(tender), *texts_about_bids(tender)]


def texts_about_bids(tender: Tender, *, with_conflicts: bool = True) -> list[Text]:
    """What was written from the opening of bids on."""
    names = _names_of(tender)
    found = [*_of_marking(tender, names), *_of_moderation(tender, names)]
    found += told_while_reading(tender, names.bids, names.criteria)
    found += said_between(tender, names.bids)
    found += said_in_the_room(tender, names.bids, names.criteria)
    found += texts_interviews.about_interviews(tender, names.bids)
    found += [*_of_gates(tender, names), *_of_voided(tender, names), *_of_the_decision(tender)]
    found += texts_deciding.written_while_deciding(tender)
    found += texts_contracting.written_before_contract(tender)
    found += texts_letters.about_letters(tender, names.bids)
    if with_conflicts:
        found += _of_conflicts(tender)
    return counted(found)


def texts_about_conflicts(tender: Tender) -> list[Text]:
    """What was said and decided of links to bidders, as among all the others."""
    return counted(_of_conflicts(tender))


def find_text(
    actor: Actor, tender: Tender, kind: str, row_id: uuid.UUID, column: str
) -> Text | None:
    """One of those in reach."""
    wanted = (kind, row_id, column)
    texts = texts_in_reach(actor, tender)
    return next((each for each in texts if (each.kind, each.row_id, each.column) == wanted), None)


def with_words(texts: list[Text], words: str) -> list[Text]:
    """Those that hold these words, in whatever case."""
    wanted = words.casefold()
    return [text for text in texts if wanted in text.text.casefold()]


def _names_of(tender: Tender) -> _Names:
    return _Names(
        bids={bid.id: bid.label for bid in bids_of(tender)},
        criteria={each.id: (each.code, each.title) for each in criteria_of(tender)},
        gates={each.id: (each.code, each.title) for each in gates_of(tender)},
        groups={each.id: (each.slug, each.title) for each in groups_of(tender)},
    )


def _rows(wanted: Any, model: Any, tender: Tender) -> Any:
    return db.session.execute(wanted.where(model.tender_id == tender.id)).all()


def _of_marking(tender: Tender, names: _Names) -> Iterator[Text]:
    wanted = (
        select(Mark, Sheet.bid_id, Seat.person_id)
        .join(Sheet, Mark.sheet_id == Sheet.id)
        .join(Seat, Sheet.seat_id == Seat.id)
        .order_by(Mark.version, Mark.id)
    )
    for mark, bid_id, person_id in _rows(wanted, Mark, tender):
        label, (code, title) = names.bids[bid_id], names.criteria[mark.criterion_id]
        where = _(
            "Why somebody gave their mark: Bid %(label)s, “%(title)s”", label=label, title=title
        )
        facts = {"label": label, "criterion": code}
        given = None if mark.mark is None else str(mark.mark)
        known: dict[str, Any] = {"by": person_id, "mark": given}
        yield Text("mark", mark.id, "reason", where, mark.reason, facts, **known)


def _of_moderation(tender: Tender, names: _Names) -> Iterator[Text]:
    words = {
        "points_for": _("Points for"),
        "points_against": _("Points against"),
        "reconciled": _("How views were brought together"),
        "reason": _("Agreed reason"),
        "next_mark": _("Why not the next mark up"),
    }
    wanted = select(Moderation).order_by(Moderation.recorded_at, Moderation.id)
    for (record,) in _rows(wanted, Moderation, tender):
        label, (code, title) = names.bids[record.bid_id], names.criteria[record.criterion_id]
        facts = {"label": label, "criterion": code, "version": record.version}
        for column in MODERATION:
            where = _("%(what)s: Bid %(label)s, “%(title)s”, version %(version)s")
            said = {"what": words[column], "title": title, "label": label}
            where = where % (said | {"version": record.version})
            yield Text("moderation", record.id, column, where, getattr(record, column), facts)


def _of_gates(tender: Tender, names: _Names) -> Iterator[Text]:
    wanted = select(GateConfirmation).order_by(GateConfirmation.version)
    for (word,) in _rows(wanted, GateConfirmation, tender):
        label, (code, title) = names.bids[word.bid_id], names.gates[word.gate_id]
        where = _(
            "Why a bid passed or didn’t: Bid %(label)s, “%(title)s”", label=label, title=title
        )
        facts = {"label": label, "gate": code}
        yield Text("gate_confirmation", word.id, "reason", where, word.reason, facts)


def _of_voided(tender: Tender, names: _Names) -> Iterator[Text]:
    wanted = (
        select(Voided, Seat.group_id)
        .join(Seat, Voided.seat_id == Seat.id)
        .order_by(Voided.voided_at, Voided.id)
    )
    for word, group_id in _rows(wanted, Voided, tender):
        slug, title = names.groups[group_id]
        where = _("Why somebody’s marks don’t count: a seat of “%(group)s”", group=title)
        facts = {"group": slug}
        if word.bid_id:
            facts["label"] = names.bids[word.bid_id]
        event = "sheet:voided" if word.bid_id else "seat:voided"
        yield Text("voided", word.id, "reason", where, word.reason, facts, of_event=event)


def _of_the_decision(tender: Tender) -> Iterator[Text]:
    wanted = select(Decision).order_by(Decision.version)
    versions = {}
    for (decision,) in _rows(wanted, Decision, tender):
        versions[decision.id] = decision.version
        where = _("Why this was decided (version %(version)s)", version=decision.version)
        facts = {"version": decision.version}
        yield Text("decision", decision.id, "reason", where, decision.reason, facts)
    for (word,) in _rows(select(Approval).order_by(Approval.given_at), Approval, tender):
        where = _("What the approver said (version %(version)s)", version=versions[word.id])
        event = "decision:approved" if word.is_approved else "decision:sent-back"
        yield Text("approval", word.id, "reason", where, word.reason, of_event=event)


def _of_conflicts(tender: Tender) -> Iterator[Text]:
    wanted = (
        select(Declaration, Seat.person_id)
        .join(Seat, Declaration.seat_id == Seat.id)
        .order_by(Declaration.declared_at, Declaration.id)
    )
    for said, person_id in _rows(wanted, Declaration, tender):
        yield declared(said, person_id)
    decided = select(ConflictDecision).order_by(ConflictDecision.decided_at, ConflictDecision.id)
    for (word,) in _rows(decided, ConflictDecision, tender):
        where = _("Why this was decided about a declared interest")
        yield Text("conflict_decision", word.id, "reason", where, word.reason)
    weighed = select(RecognitionDecision).order_by(RecognitionDecision.decided_at)
    for (word,) in _rows(weighed, RecognitionDecision, tender):
        where = _("Why this was decided about a bid that somebody may know")
        yield Text("recognition_decision", word.id, "reason", where, word.reason)


def declared(said: Declaration, person_id: uuid.UUID) -> Text:
    """What an evaluator said about one bidder, in one version of their answers."""
    where = _("What an evaluator said about knowing a bidder")
    known: dict[str, Any] = {"by": person_id, "key": str(said.provider_id)}
    facts = {"version": said.version}
    return Text("declaration", said.id, "details", where, said.details, facts, **known)
