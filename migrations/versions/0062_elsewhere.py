"""A tender may say that its bids come in another system; fixed from publication on."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import freeze_column

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

APPEND_ONLY = []
ELSEWHERE = ["bids_system", "bids_where"]


def upgrade():
    for name in ELSEWHERE:
        op.add_column("tender", sa.Column(name, sa.Text(), nullable=False, server_default=""))
        freeze_column("tender", name, "old.published_at is not null")


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
