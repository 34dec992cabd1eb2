"""Two who mark as one evaluator, and their word on each sheet."""

import sqlalchemy as sa

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

APPEND_ONLY = ["seat_pair", "sheet_yes"]


def upgrade():
    make_owned(
        "seat_pair",
        *_ids("tender_id", "beside_id", "paired_by"),
        _at("paired_at"),
        parents={"id": "seat", "beside_id": "seat"},
        people=("paired_by",),
    )
    make_owned(
        "sheet_yes",
        *_ids("tender_id", "sheet_id", "seat_id"),
        sa.Column("marks", sa.Integer(), nullable=False),
        _at("said_at"),
        parents={"sheet_id": "sheet", "seat_id": "seat"},
        unique=[("sheet_id", "seat_id", "marks")],
    )
    only_add_to(*APPEND_ONLY)
    raise_walls(*APPEND_ONLY)


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _at(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
