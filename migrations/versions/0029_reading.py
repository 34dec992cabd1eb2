"""What an evaluator marks in an answer, tells the lead of, and the order to read in."""

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
