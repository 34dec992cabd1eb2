"""What was written about ties, mistakes, approvals and differences, and the narratives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core.database import db
from portal.evaluation.models import Run, Seat
from portal.evaluation.models_runs import Reopening, TieDecision
from portal.outcomes.approving.models import ApproverAnswer, ApproverQuestion, Endorsement
from portal.outcomes.models import Decision
from portal.outcomes.voices.models import Narrative, ViewsTalk
from portal.record.erasure.text import Text
from portal.specifications.models import Group
from portal.tenders.models import Tender

MODELS: Mapping[str, Any] = {
    "tie_decision": TieDecision,
    "reopening": Reopening,
    "endorsement": Endorsement,
    "approver_question": ApproverQuestion,
    "approver_answer": ApproverAnswer,
    "narrative": Narrative,
    "views_talk": ViewsTalk,
}

SEALED_IN = {
    "tie_decision": (("tie:decided",), "reason"),
    "reopening": (("moderation:reopened", "decision:reopened"), "reason"),
    "endorsement": (("decision:endorsed",), "reason"),
    "approver_question": (("approver:asked",), "words"),
    "approver_answer": (("approver:answered",), "words"),
    "narrative": (("narrative:written",), "words"),
    "views_talk": (("views:talked",), "words"),
}


def written_while_deciding(tender: Tender) -> Iterator[Text]:
    """Each in the order in which it was written."""
    yield from _of_runs(tender)
    yield from _of_approvers(tender)
    yield from narratives_in(tender)


def _of_runs(tender: Tender) -> Iterator[Text]:
    ties = select(TieDecision, Run.number).join(Run, TieDecision.run_id == Run.id)
    for row, run in db.session.execute(
        ties.where(TieDecision.tender_id == tender.id).order_by(TieDecision.made_at)
    ):
        where = _("Why one of the tied bids stands first (run %(run)s)", run=run)
        facts = {"run": run, "version": row.version}
        yield Text("tie_decision", row.id, "reason", where, row.reason, facts)
    mistakes = select(Reopening, Run.number).join(Run, Reopening.run_id == Run.id)
    for mistake, run in db.session.execute(
        mistakes.where(Reopening.tender_id == tender.id).order_by(Run.number)
    ):
        where = _("What mistake was found in run %(run)s", run=run)
        yield Text("reopening", mistake.id, "reason", where, mistake.reason, {"run": run})
    talks = select(ViewsTalk, Run.number).join(Run, ViewsTalk.run_id == Run.id)
    for talk, run in db.session.execute(
        talks.where(ViewsTalk.tender_id == tender.id).order_by(ViewsTalk.recorded_at)
    ):
        where = _("How differences were talked through (run %(run)s)", run=run)
        facts = {"run": run, "version": talk.version}
        yield Text("views_talk", talk.id, "words", where, talk.words, facts)


def _of_approvers(tender: Tender) -> Iterator[Text]:
    given = select(Endorsement, Decision.version).join(
        Decision, Endorsement.decision_id == Decision.id
    )
    for row, version in db.session.execute(
        given.where(Endorsement.tender_id == tender.id).order_by(Endorsement.given_at)
    ):
        where = _("What an approver said (version %(version)s)", version=version)
        facts = {"version": version, "place": row.place}
        yield Text("endorsement", row.id, "reason", where, row.reason, facts)
    asked = select(ApproverQuestion, ApproverAnswer).outerjoin(
        ApproverAnswer, ApproverAnswer.id == ApproverQuestion.id
    )
    for question, answer in db.session.execute(
        asked.where(ApproverQuestion.tender_id == tender.id).order_by(ApproverQuestion.number)
    ):
        facts = {"number": question.number}
        where = _("What an approver asked (question %(number)s)", **facts)
        yield Text("approver_question", question.id, "words", where, question.words, facts)
        if answer:
            where = _("What the approver was answered (question %(number)s)", **facts)
            yield Text("approver_answer", answer.id, "words", where, answer.words, facts)


def narratives_in(tender: Tender) -> Iterator[Text]:
    """What groups wrote to stand beside the decision, each version by who wrote it (P19)."""
    wanted = (
        select(Narrative, Group.slug, Group.title, Seat.person_id)
        .join(Group, Narrative.group_id == Group.id)
        .join(Seat, Narrative.seat_id == Seat.id)
        .where(Narrative.tender_id == tender.id)
        .order_by(Narrative.written_at, Narrative.version)
    )
    for row, slug, title, person_id in db.session.execute(wanted):
        said = {"group": title, "version": row.version}
        where = _("What “%(group)s” wrote beside the decision (version %(version)s)", **said)
        facts = {"group": slug, "version": row.version}
        yield Text("narrative", row.id, "words", where, row.words, facts, by=person_id)
