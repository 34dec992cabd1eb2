"""Questions to one bidder, exclusion checks, and bids that are disregarded after hearing."""

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

APPEND_ONLY: list[str] = []


def upgrade():
    pass


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
