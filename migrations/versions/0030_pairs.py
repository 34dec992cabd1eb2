"""Two who mark as one, and conflicts that come to mind later."""

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
