"""What a panel is promised as thanks, what was given, and a private diary of hours."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

APPEND_ONLY = ["promised_thanks"]
ERASABLE = ["given_thanks", "thanks_said"]
TABLES = ["diary_entry", *APPEND_ONLY, *ERASABLE]
KINDS = "('certificate', 'reference', 'hours', 'travel', 'childcare', 'voucher', 'other')"


def upgrade():
    make_owned(
        "diary_entry",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "minutes between 1 and 1440", name=op.f("ck_diary_entry_minutes_of_a_day")
        ),
        parents={"member_id": "panel_member"},
    )
    make_owned(
        "promised_thanks",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_promised", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("often", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"kind in {KINDS}", name=op.f("ck_promised_thanks_kind_known")),
        parents={"panel_id": "panel"},
        people=("made_by",),
        unique=[("panel_id", "kind", "version")],
    )
    make_owned(
        "given_thanks",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"kind in {KINDS}", name=op.f("ck_given_thanks_kind_known")),
        parents={"member_id": "panel_member"},
        people=("noted_by",),
    )
    make_owned(
        "thanks_said",
        sa.Column("given_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("has_come", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        parents={"given_id": "given_thanks"},
        unique=[("given_id", "version")],
    )
    only_add_to(*APPEND_ONLY)
    only_add_to(*ERASABLE, may_go=True)
    raise_walls(*TABLES)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
