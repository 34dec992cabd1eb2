"""The moderation room."""

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

APPEND_ONLY: list[str] = []


def upgrade():
    pass


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
