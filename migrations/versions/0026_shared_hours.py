"""How many hours a member told who leads their panel, by their own choice."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, raise_walls

revision = "0026"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade():
    make_owned(
        "shared_hours",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_shared_hours_more_than_none")),
        parents={"member_id": "panel_member"},
        unique=[("member_id",)],
    )
    raise_walls("shared_hours")


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
