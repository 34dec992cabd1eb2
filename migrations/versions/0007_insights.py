"""What people said before, and how often panels were asked (P4)."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ["insight", "panel_ask", "insight_tag", "insight_use"]
APPEND_ONLY = ["panel_ask"]
MAY_GO = ["insight_use"]
"""Only added to, until somebody is erased."""


def upgrade():
    make_owned(
        "insight",
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_words", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("permission", sa.String(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_because", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "permission in ('staff', 'panels', 'public')",
            name=op.f("ck_insight_permission_known"),
        ),
        sa.CheckConstraint(
            "source in ('session', 'survey', 'complaint', 'forum', 'healthwatch', 'front_line', 'inspection', 'other')",
            name=op.f("ck_insight_source_known"),
        ),
        people=("entered_by",),
    )
    make_owned(
        "panel_ask",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("known_before", sa.Text(), nullable=False),
        sa.Column("over_because", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "minutes > 0",
            name=op.f("ck_panel_ask_minutes_positive"),
        ),
        parents={"panel_id": "panel"},
        people=("made_by",),
    )
    make_owned(
        "insight_tag",
        sa.Column("insight_id", sa.Uuid(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        parents={"insight_id": "insight"},
        unique=[("insight_id", "tag")],
    )
    make_owned(
        "insight_use",
        sa.Column("insight_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("linked_by", sa.Uuid(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "part in ('section', 'paragraph', 'criterion', 'gate')",
            name=op.f("ck_insight_use_part_known"),
        ),
        parents={"insight_id": "insight", "tender_id": "tender"},
        people=("linked_by",),
        unique=[("insight_id", "tender_id", "part", "part_id")],
    )
    only_add_to(*APPEND_ONLY)
    only_add_to(*MAY_GO, may_go=True)
    raise_walls(*TABLES)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
