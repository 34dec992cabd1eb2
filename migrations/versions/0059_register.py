"""The register of an authority's contracts, and how long before an end the next cycle begins."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, raise_walls

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

APPEND_ONLY = []


def upgrade():
    months = sa.Column("next_cycle_months", sa.Integer(), nullable=False, server_default="18")
    op.add_column("authority", months)
    make_owned(
        "registered_contract",
        sa.Column("tender_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("provider_name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("latest_end_on", sa.Date(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("begun_words", sa.Text(), nullable=False, server_default=""),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "ends_on >= starts_on", name=op.f("ck_registered_contract_ends_after_it_starts")
        ),
        sa.CheckConstraint(
            "latest_end_on >= ends_on", name=op.f("ck_registered_contract_extensions_are_later")
        ),
        parents={"tender_id": "tender"},
        people=("entered_by",),
        unique=[("tender_id",)],
    )
    raise_walls("registered_contract")


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
