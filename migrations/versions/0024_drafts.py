"""Versions of drafts, so that none overwrites another."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    version = sa.Column("version", sa.Integer(), nullable=False, server_default="1")
    op.add_column("draft", version)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
