"""Criteria that are judged at an interview, and the interviews."""

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

APPEND_ONLY: list[str] = []


def upgrade():
    pass


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
