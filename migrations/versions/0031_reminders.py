"""Kind reminders, and evaluators who drop out."""

import sqlalchemy as sa

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

APPEND_ONLY = ["stopping", "stop_decision"]
TABLES = [*APPEND_ONLY, "reminder_wish", "reminder_sent"]
OWN = {"seat_id": "seat"}


def upgrade():
    make_owned(
        "stopping",
        *_ids("tender_id", "seat_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_stop", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        parents=OWN,
        unique=[("seat_id", "version")],
    )
    make_owned(
        "stop_decision",
        *_ids("tender_id", "seat_id"),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        *_ids("decided_by"),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        parents=OWN,
        people=("decided_by",),
        unique=[("seat_id",)],
    )
    make_owned(
        "reminder_wish",
        *_ids("tender_id", "seat_id"),
        sa.Column("wants", sa.Boolean(), nullable=False),
        parents=OWN,
        unique=[("seat_id",)],
    )
    make_owned(
        "reminder_sent",
        *_ids("tender_id", "seat_id"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        parents=OWN,
        unique=[("seat_id", "kind")],
    )
    only_add_to(*APPEND_ONLY)
    raise_walls(*TABLES)


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
