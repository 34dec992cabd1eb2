"""A tender's value, headings over questions, kinds of pass or fail, and a library of parts."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import freeze_at_publication, freeze_column, let_redact, make_owned, only_add_to, raise_walls

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

APPEND_ONLY = ["publication_word"]
FROZEN = {"heading": "tender_id"}
VALUES = ["estimated_value", "health_value", "other_value"]


def upgrade():
    for name in VALUES:
        op.add_column("tender", sa.Column(name, sa.String(64), nullable=True))
    op.add_column("tender", sa.Column("why_together", sa.Text(), nullable=False, server_default=""))
    for name in (*VALUES, "why_together"):
        freeze_column("tender", name, "old.published_at is not null")
    op.add_column("gate", sa.Column("kind", sa.String(), nullable=False, server_default="offer"))
    make_owned(
        "heading",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("plain_title", sa.String(), nullable=False),
        sa.CheckConstraint("level in (1, 2)", name=op.f("ck_heading_level_known")),
        parents={"tender_id": "tender"},
    )
    freeze_at_publication("heading")
    make_owned(
        "library_item",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("kept_by", sa.Uuid(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('template', 'scales', 'criteria', 'gates')",
            name=op.f("ck_library_item_kind_known"),
        ),
        people=("kept_by",),
    )
    make_owned(
        "publication_word",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("method_sha256", sa.String(), nullable=False),
        sa.Column("specification_sha256", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "step in ('asked', 'approved', 'returned')",
            name=op.f("ck_publication_word_step_known"),
        ),
        parents={"tender_id": "tender"},
        people=("said_by",),
        unique=[("tender_id", "number")],
    )
    make_owned(
        "school_break",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('holidays', 'exams')", name=op.f("ck_school_break_kind_known")
        ),
        sa.CheckConstraint(
            "ends_on >= starts_on", name=op.f("ck_school_break_ends_after_it_starts")
        ),
        people=("entered_by",),
    )
    only_add_to(*APPEND_ONLY)
    others = "tender_id number step method_sha256 specification_sha256 said_by said_at"
    let_redact("publication_word", ["words"], ["authority_id", "id", *others.split()])
    raise_walls("publication_word", "school_break", "heading", "library_item")


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
