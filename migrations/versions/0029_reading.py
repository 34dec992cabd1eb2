"""What an evaluator marks in an answer, what they tell the lead of it, and the order to read in."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import freeze_column, let_redact, make_owned, only_add_to, raise_walls

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

APPEND_ONLY = ["flag", "flag_answer", "hard_passage"]
TABLES = ["highlight", *APPEND_ONLY]
BEGUN = "old.stage not in ('drafting', 'open', 'closed', 'opened')"


def upgrade():
    make_owned(
        "highlight",
        *_ids("tender_id", "sheet_id", "criterion_id"),
        sa.Column("starts_at", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "starts_at >= 0 and ends_at > starts_at", name=op.f("ck_highlight_some_words")
        ),
        parents={"sheet_id": "sheet", "criterion_id": "criterion"},
        unique=[("sheet_id", "criterion_id", "starts_at")],
    )
    make_owned(
        "flag",
        *_ids("tender_id", "sheet_id", "criterion_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        parents={"sheet_id": "sheet", "criterion_id": "criterion"},
        unique=[("tender_id", "number")],
    )
    make_owned(
        "flag_answer",
        *_ids("tender_id", "flag_id"),
        sa.Column("words", sa.Text(), nullable=False),
        *_ids("answered_by"),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        parents={"flag_id": "flag"},
        people=("answered_by",),
        unique=[("flag_id",)],
    )
    make_owned(
        "hard_passage",
        *_ids("tender_id", "bid_id", "criterion_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_hard", sa.Boolean(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        *_ids("said_by"),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        parents={"bid_id": "bid", "criterion_id": "criterion"},
        people=("said_by",),
        unique=[("bid_id", "criterion_id", "version")],
    )
    only_add_to(*APPEND_ONLY)
    _let_redact()
    raise_walls(*TABLES)
    order = sa.Column("marking_order", sa.String(), nullable=False, server_default="bid")
    op.add_column("tender", order)
    freeze_column("tender", "marking_order", BEGUN)


def _let_redact():
    ours = ["authority_id", "id", "tender_id"]
    flag = [*ours, "sheet_id", "criterion_id", "number", "kind", "raised_at"]
    let_redact("flag", ["words"], flag)
    let_redact("flag_answer", ["words"], [*ours, "flag_id", "answered_by", "answered_at"])
    passage = "bid_id criterion_id version is_hard paragraph said_by said_at".split()
    let_redact("hard_passage", ["words"], [*ours, *passage])


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
