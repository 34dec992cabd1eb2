"""Ties and mistakes on the record, approvals in order, two views and a narrative."""

import sqlalchemy as sa

from migrations.owned import let_redact, make_owned, only_add_to, raise_walls

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TABLES = APPEND_ONLY = [
    "tie_decision",
    "reopening",
    "approver_place",
    "endorsement",
    "approver_question",
    "approver_answer",
    "narrative",
    "narrative_yes",
    "views_talk",
]


def upgrade():
    _make_about_runs()
    _make_approving()
    _make_voices()
    only_add_to(*APPEND_ONLY)
    _let_redact_texts()
    raise_walls(*TABLES)


def _make_about_runs():
    make_owned(
        "tie_decision",
        *_ids("tender_id", "run_id"),
        _number("version"),
        *_ids("bid_id"),
        _text("reason"),
        *_ids("made_by"),
        _at("made_at"),
        parents={"run_id": "run", "bid_id": "bid"},
        people=("made_by",),
        unique=[("run_id", "version")],
    )
    make_owned(
        "reopening",
        *_ids("tender_id", "run_id"),
        _text("reason"),
        *_ids("reopened_by"),
        _at("reopened_at"),
        parents={"run_id": "run"},
        people=("reopened_by",),
        unique=[("run_id",)],
    )


def _make_approving():
    make_owned(
        "approver_place",
        *_ids("tender_id"),
        _number("version"),
        _number("place"),
        *_ids("person_id", "set_by"),
        _at("set_at"),
        parents={"tender_id": "tender"},
        people=("person_id", "set_by"),
        unique=[("tender_id", "version", "place")],
    )
    make_owned(
        "endorsement",
        *_ids("tender_id", "decision_id"),
        _number("place"),
        _text("reason"),
        *_ids("given_by"),
        _at("given_at"),
        parents={"decision_id": "decision"},
        people=("given_by",),
        unique=[("decision_id", "place")],
    )
    make_owned(
        "approver_question",
        *_ids("tender_id", "decision_id"),
        _number("number"),
        _text("words"),
        *_ids("asked_by"),
        _at("asked_at"),
        parents={"decision_id": "decision"},
        people=("asked_by",),
        unique=[("tender_id", "number")],
    )
    make_owned(
        "approver_answer",
        *_ids("tender_id"),
        _text("words"),
        *_ids("answered_by"),
        _at("answered_at"),
        parents={"id": "approver_question"},
        people=("answered_by",),
    )


def _make_voices():
    make_owned(
        "narrative",
        *_ids("tender_id", "group_id"),
        _number("version"),
        *_ids("seat_id"),
        _text("words"),
        _at("written_at"),
        parents={"group_id": "evaluator_group", "seat_id": "seat"},
        unique=[("group_id", "version")],
    )
    make_owned(
        "narrative_yes",
        *_ids("tender_id", "narrative_id", "seat_id"),
        _at("said_at"),
        parents={"narrative_id": "narrative", "seat_id": "seat"},
        unique=[("narrative_id", "seat_id")],
    )
    make_owned(
        "views_talk",
        *_ids("tender_id", "run_id"),
        _number("version"),
        _text("words"),
        sa.Column("present", sa.JSON(), nullable=False),
        *_ids("recorded_by"),
        _at("recorded_at"),
        parents={"run_id": "run"},
        people=("recorded_by",),
        unique=[("run_id", "version")],
    )


def _let_redact_texts():
    """Words of people may be taken out (R26, R31); nothing else of a row ever changes."""
    for table, text, others in (
        ("tie_decision", "reason", "tender_id run_id version bid_id made_by made_at"),
        ("reopening", "reason", "tender_id run_id reopened_by reopened_at"),
        ("endorsement", "reason", "tender_id decision_id place given_by given_at"),
        ("approver_question", "words", "tender_id decision_id number asked_by asked_at"),
        ("approver_answer", "words", "tender_id answered_by answered_at"),
        ("narrative", "words", "tender_id group_id version seat_id written_at"),
    ):
        let_redact(table, [text], ["authority_id", "id", *others.split()])
    others = "authority_id id tender_id run_id version recorded_by recorded_at"
    let_redact("views_talk", ["words"], others.split(), documents=["present"])


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _number(name):
    return sa.Column(name, sa.Integer(), nullable=False)


def _text(name):
    return sa.Column(name, sa.Text(), nullable=False)


def _at(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
