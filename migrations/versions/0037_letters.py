"""What an editor adds to letters, and questions after them."""

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

APPEND_ONLY: list[str] = []


def upgrade():
    pass


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
