"""Conflicts of interest, duties with their evidence, and what it costs to take part."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import let_redact, make_owned, only_add_to, raise_walls

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

APPEND_ONLY = ["conflict_interest", "conflict_assessment", "duty_answer", "budget_line"]
TEXTS = {
    "conflict_interest": ["whose", "interest", "steps"],
    "conflict_assessment": ["words"],
    "duty_answer": ["words"],
    "budget_line": ["what"],
}
DUTIES = ("views", "send", "care", "nhs", "best_value", "youth")
KINDS = ("time", "reward", "travel", "interpreter", "childcare", "venue", "other")


def upgrade():
    _make(
        "conflict_interest",
        [
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("is_over", sa.Boolean(), nullable=False),
        ],
        ("tender_id", "number", "version"),
    )
    _make(
        "conflict_assessment",
        [
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("interests", sa.Integer(), nullable=False),
            sa.Column("review_on", sa.Date(), nullable=False),
        ],
        ("tender_id", "number"),
    )
    _make(
        "duty_answer",
        [
            sa.Column("duty", sa.String(), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("applies", sa.Boolean(), nullable=False),
        ],
        ("tender_id", "duty", "version"),
        sa.CheckConstraint(f"duty in {DUTIES}", name=op.f("ck_duty_answer_duty_known")),
    )
    _make(
        "budget_line",
        [
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("is_out", sa.Boolean(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("quantity", sa.Integer(), nullable=False),
            sa.Column("hours", sa.String(64), nullable=True),
            sa.Column("rate", sa.String(64), nullable=False),
            sa.Column("spent", sa.String(64), nullable=True),
        ],
        ("tender_id", "number", "version"),
        sa.CheckConstraint(f"kind in {KINDS}", name=op.f("ck_budget_line_kind_known")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_budget_line_something_of_it")),
    )
    raise_walls(*APPEND_ONLY)


def _make(table, columns, unique, *checks):
    """Rows that are only ever added to, with texts that may be redacted."""
    stay = [sa.Column("tender_id", sa.Uuid(), nullable=False), *columns]
    stay += [
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
    ]
    names = [each.name for each in stay]
    make_owned(
        table,
        *stay,
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS[table]),
        *checks,
        parents={"tender_id": "tender"},
        people=("written_by",),
        unique=[unique],
    )
    only_add_to(table)
    let_redact(table, TEXTS[table], ["authority_id", "id", *names])


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
