"""A price schedule: lines that bidders price, and their unit prices beside the price of a bid."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import freeze_at_publication, make_owned, raise_walls

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

APPEND_ONLY = []
FROZEN = {"price_line": "tender_id"}


def upgrade():
    make_owned(
        "price_line",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "quantity > 0 and years > 0", name=op.f("ck_price_line_something_of_it")
        ),
        parents={"tender_id": "tender"},
    )
    freeze_at_publication("price_line")
    raise_walls("price_line")
    op.add_column("bid_price", sa.Column("lines", sa.JSON(), nullable=True))


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
