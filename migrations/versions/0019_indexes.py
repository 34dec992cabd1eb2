"""What is searched by other keys than its own."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

OF_A_TENDER = [
    "agreed_mark",
    "bid_price",
    "choosing_candidate",
    "choosing_place",
    "choosing_voted",
    "conflict_decision",
    "declaration",
    "gate_answer",
    "gate_confirmation",
    "hours_said",
    "insight_use",
    "letter",
    "letter_opening",
    "mark",
    "moderation",
    "moderation_draft",
    "panel_sign_off_said",
    "paragraph",
    "presence",
    "section",
    "sheet",
    "submission",
    "worry_answered",
]


def upgrade():
    op.add_column(
        "ballot_box", sa.Column("ballots", sa.Integer(), nullable=False, server_default="0")
    )
    for table in OF_A_TENDER:
        _search(table, "authority_id", "tender_id")
    _search("panel_member", "authority_id", "person_id")
    _search("suggestion_answered", "authority_id", "suggestion_id")
    _search("role", "provider_id")


def _search(table, *columns):
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
