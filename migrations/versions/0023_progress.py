"""The day until which people mark: for all, and longer for one."""

import sqlalchemy as sa

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLES = APPEND_ONLY = ["marking_time"]


def upgrade():
    make_owned(
        "marking_time",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        parents={"tender_id": "tender", "seat_id": "seat"},
        people=("given_by",),
        unique=[("tender_id", "version")],
    )
    only_add_to(*APPEND_ONLY)
    raise_walls(*TABLES)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
