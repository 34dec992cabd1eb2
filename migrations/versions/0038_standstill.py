"""Standstill, claims, representations and the contract."""

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

APPEND_ONLY: list[str] = []


def upgrade():
    pass


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
