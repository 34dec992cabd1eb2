"""An authority's own colour and logo."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

APPEND_ONLY = []


def upgrade():
    for name in ("colour", "logo_sha256", "logo_alt"):
        op.add_column("authority", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.create_table(
        "authority_logo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["authority.id"], name=op.f("fk_authority_logo_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_logo")),
    )
    op.create_index(op.f("ix_authority_logo_sha256"), "authority_logo", ["sha256"])


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
