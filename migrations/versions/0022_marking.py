"""Marks that are easier to make: who isn't sure yet, and how a reason came about."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import let_redact

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MARK = (
    "authority_id id tender_id sheet_id criterion_id version replaces_id mark is_pass recorded_at"
    " way"
)


def upgrade():
    for name in ("is_unsure", "is_helped"):
        column = sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        op.add_column("draft", column)
    op.add_column("mark", sa.Column("way", sa.String(), nullable=True))
    let_redact("mark", ["reason"], MARK.split())


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
