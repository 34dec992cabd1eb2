"""Standstill, claims, representations and the contract."""

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
