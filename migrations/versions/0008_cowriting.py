"""A specification written together: rounds, suggestions, answers, versions (P10)."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = [
    "specification_version",
    "suggestion_answer",
    "writing_round",
    "writing_round_end",
    "suggestion",
    "backing",
    "suggestion_answered",
    "suggestion_questioned",
]
APPEND_ONLY = [
    "specification_version",
    "suggestion_answer",
    "writing_round",
    "writing_round_end",
    "suggestion",
    "backing",
    "suggestion_answered",
    "suggestion_questioned",
]


def upgrade():
    make_owned(
        "specification_version",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        parents={"tender_id": "tender"},
        people=("made_by",),
        unique=[("tender_id", "number")],
    )
    make_owned(
        "suggestion_answer",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("part", sa.String(), nullable=True),
        sa.Column("part_id", sa.Uuid(), nullable=True),
        sa.Column("part_title", sa.String(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome in ('taken_up', 'adapted', 'not_taken_up')",
            name=op.f("ck_suggestion_answer_outcome_known"),
        ),
        sa.CheckConstraint(
            "part in ('section', 'paragraph', 'criterion', 'gate', 'rules')",
            name=op.f("ck_suggestion_answer_part_known"),
        ),
        sa.CheckConstraint(
            "(outcome = 'not_taken_up') = (part is null)",
            name=op.f("ck_suggestion_answer_went_where_it_is_taken_up"),
        ),
        parents={"tender_id": "tender"},
        people=("answered_by",),
    )
    make_owned(
        "writing_round",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("can_change", sa.Text(), nullable=False),
        sa.Column("cannot_change", sa.Text(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        parents={"panel_id": "panel", "tender_id": "tender"},
        people=("made_by",),
        unique=[("tender_id", "panel_id", "number")],
    )
    make_owned(
        "writing_round_end",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        parents={"round_id": "writing_round"},
        people=("made_by",),
        unique=[("round_id", "number")],
    )
    make_owned(
        "suggestion",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("card", sa.String(), nullable=True),
        sa.Column("shows_name", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('words', 'paragraph', 'question', 'criterion', 'weight', 'minimum')",
            name=op.f("ck_suggestion_kind_known"),
        ),
        parents={"member_id": "panel_member", "round_id": "writing_round", "tender_id": "tender"},
        unique=[("tender_id", "number")],
    )
    make_owned(
        "backing",
        sa.Column("suggestion_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        parents={"member_id": "panel_member", "suggestion_id": "suggestion"},
        unique=[("suggestion_id", "member_id")],
    )
    make_owned(
        "suggestion_answered",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("suggestion_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        parents={"answer_id": "suggestion_answer", "suggestion_id": "suggestion"},
        unique=[("answer_id", "suggestion_id")],
    )
    make_owned(
        "suggestion_questioned",
        sa.Column("suggestion_id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        parents={
            "answer_id": "suggestion_answer",
            "member_id": "panel_member",
            "suggestion_id": "suggestion",
        },
        unique=[("suggestion_id",)],
    )
    only_add_to(*APPEND_ONLY)
    raise_walls(*TABLES)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
