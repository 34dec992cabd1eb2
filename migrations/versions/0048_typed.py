"""Drafts of what one person writes to a tender; until when a bidder has a question to answer."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, raise_walls

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

APPEND_ONLY = []


def upgrade():
    make_owned(
        "typed_draft",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        parents={"tender_id": "tender"},
        people=("person_id",),
        unique=[("tender_id", "person_id", "place")],
    )
    raise_walls("typed_draft")
    op.add_column("bid_entry", sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
