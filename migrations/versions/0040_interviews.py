"""Criteria that are judged at an interview, and the interviews."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import let_redact, make_owned, only_add_to, raise_walls

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

APPEND_ONLY = [
    "interview_plan",
    "interview_record",
    "interview_presence",
    "interview_sent",
    "contact_report",
]
OURS = ["authority_id", "id", "tender_id"]


def upgrade():
    op.add_column(
        "criterion",
        sa.Column("is_interview", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _make_plans()
    _make_records()
    _make_words()
    only_add_to(*APPEND_ONLY)
    _let_redact()
    raise_walls(*APPEND_ONLY)


def _make_plans():
    table = "interview_plan"
    adults = "adult in ('participation', 'safeguarding', 'facilitator', 'other')"
    make_owned(
        table,
        *_ids("tender_id", "bid_id"),
        _number("version"),
        _at("starts_at"),
        _number("minutes"),
        _words("place"),
        sa.Column("adult", sa.String(), nullable=False),
        *_ids("planned_by"),
        _at("planned_at"),
        sa.CheckConstraint(
            "minutes between 10 and 180", name=op.f(f"ck_{table}_three_hours_at_most")
        ),
        sa.CheckConstraint(adults, name=op.f(f"ck_{table}_adult_known")),
        parents={"bid_id": "bid"},
        people=("planned_by",),
        unique=[("bid_id", "version")],
    )


def _make_records():
    table = "interview_record"
    make_owned(
        table,
        *_ids("tender_id", "bid_id"),
        _number("version"),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.Column("adult", sa.String()),
        _words("words"),
        *_ids("recorded_by"),
        _at("recorded_at"),
        sa.CheckConstraint(
            "is_held = (adult is not null)", name=op.f(f"ck_{table}_adult_where_held")
        ),
        parents={"bid_id": "bid"},
        people=("recorded_by",),
        unique=[("bid_id", "version")],
    )
    make_owned(
        "interview_presence",
        *_ids("tender_id", "record_id", "seat_id"),
        parents={"record_id": table, "seat_id": "seat"},
        unique=[("record_id", "seat_id")],
    )


def _make_words():
    make_owned(
        "interview_sent",
        *_ids("tender_id", "sheet_id"),
        _at("sent_at"),
        parents={"sheet_id": "sheet"},
        unique=[("sheet_id",)],
    )
    make_owned(
        "contact_report",
        *_ids("tender_id", "seat_id"),
        _number("number"),
        _words("words"),
        _at("said_at"),
        parents={"seat_id": "seat"},
        unique=[("tender_id", "number")],
    )


def _let_redact():
    plan = "bid_id version starts_at minutes adult planned_by planned_at".split()
    let_redact("interview_plan", ["place"], [*OURS, *plan])
    record = "bid_id version is_held adult recorded_by recorded_at".split()
    let_redact("interview_record", ["words"], [*OURS, *record])
    let_redact("contact_report", ["words"], [*OURS, "seat_id", "number", "said_at"])


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _number(name):
    return sa.Column(name, sa.Integer(), nullable=False)


def _words(name):
    return sa.Column(name, sa.Text(), nullable=False)


def _at(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
