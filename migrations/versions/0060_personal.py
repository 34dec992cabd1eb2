"""One's own calendar address and digest, by role."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

APPEND_ONLY = []


def upgrade():
    op.create_table(
        "calendar_feed",
        sa.Column("role_id", sa.Uuid(), nullable=False),
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("calendar_feed"),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_calendar_feed_token_sha256")),
    )
    op.create_table(
        "digest_wish",
        sa.Column("role_id", sa.Uuid(), nullable=False),
        sa.Column("how_often", sa.String(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        *_keys("digest_wish"),
        sa.CheckConstraint(
            "how_often in ('daily', 'weekly')", name=op.f("ck_digest_wish_how_often_known")
        ),
    )


def _keys(table):
    return (
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f(f"fk_{table}_role_id_role")),
        sa.PrimaryKeyConstraint("role_id", name=op.f(f"pk_{table}")),
    )


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
