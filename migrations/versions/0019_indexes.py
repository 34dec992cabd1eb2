"""What is searched by other keys than its own."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "ballot_box", sa.Column("ballots", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
