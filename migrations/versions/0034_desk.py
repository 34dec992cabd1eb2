"""What the desk's scan read and what happens when nobody is left on a criterion."""

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

APPEND_ONLY: list[str] = []


def upgrade():
    pass


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
