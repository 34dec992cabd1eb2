"""The participation charter that every bidder signs up to, and packages in the price schedule."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import freeze_column

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

APPEND_ONLY = []
CHARTER = ["charter", "plain_charter"]


def upgrade():
    for name in CHARTER:
        op.add_column("tender", sa.Column(name, sa.Text(), nullable=False, server_default=""))
        freeze_column("tender", name, "old.published_at is not null")
    op.add_column("price_line", sa.Column("package", sa.String(), nullable=False, server_default=""))


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
