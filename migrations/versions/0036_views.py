"""Two views, the narrative, and approvals in order."""

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

APPEND_ONLY: list[str] = []


def upgrade():
    pass


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
