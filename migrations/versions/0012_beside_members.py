"""Helpers, peer mentors and equality questions."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import let_redact, make_owned, raise_walls

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = ["panel_helper", "mentoring", "equality_answer", "equality_count"]


def upgrade():
    make_owned(
        "panel_helper",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("checked", sa.Text(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        parents={"member_id": "panel_member"},
    )
    make_owned(
        "mentoring",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("mentor_id", sa.Uuid(), nullable=False),
        sa.Column("newcomer_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mentor_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("newcomer_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("mentor_id <> newcomer_id", name=op.f("ck_mentoring_of_two")),
        parents={
            "panel_id": "panel",
            "mentor_id": "panel_member",
            "newcomer_id": "panel_member",
        },
    )
    make_owned(
        "equality_answer",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        people=("person_id",),
        unique=[("person_id", "kind", "question")],
    )
    make_owned(
        "equality_count",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        unique=[("kind",)],
    )
    for table in ("suggestion", "backing", "suggestion_questioned"):
        typed = sa.Column("through_helper", sa.Boolean(), server_default=sa.false(), nullable=False)
        op.add_column(table, typed)
    others = (
        "authority_id id tender_id round_id member_id number kind about_id about was card"
        " shows_name through_helper made_at"
    )
    let_redact("suggestion", ["words", "reason"], others.split())
    others = "authority_id id suggestion_id tender_id member_id through_helper made_at"
    let_redact("backing", ["words"], others.split())
    let_redact("suggestion_questioned", ["words"], [*others.split(), "answer_id"])
    raise_walls(*TABLES)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
