"""What an authority sets: how few people show, how long records stay, how it is reached."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import freeze_column

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

APPEND_ONLY = []


def upgrade():
    for table in ("authority", "tender"):
        name = op.f(f"ck_{table}_few_are_hidden")
        op.execute(
            f"alter table {table} add column least_shown integer not null default 5"
            f" constraint {name} check (least_shown >= 5)"
        )
    op.add_column("authority", sa.Column("kept_years", sa.Integer(), nullable=True))
    for name in ("reach", "complaints"):
        op.add_column("authority", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    freeze_column("tender", "least_shown", "old.published_at is not null")


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
