"""A private diary of hours."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, raise_walls

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLES = ["diary_entry"]


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
    raise_walls(*TABLES)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
