"""A published tender may end without a contract, once, and its notice says so."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import freeze_column, only_add_to

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

APPEND_ONLY = ["notice_end"]


def upgrade():
    op.add_column("tender", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "notice_end",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('withdrawn', 'cancelled', 'abandoned')", name=op.f("ck_notice_end_kind_known")
        ),
        sa.ForeignKeyConstraint(["id"], ["notice.id"], name=op.f("fk_notice_end_id_notice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_end")),
    )
    only_add_to(*APPEND_ONLY)
    freeze_column("tender", "ended_at", "(old.ended_at is not null or old.published_at is null)")
    freeze_column("tender", "stage", "old.ended_at is not null")


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
