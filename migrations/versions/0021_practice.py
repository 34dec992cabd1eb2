"""Getting ready: an invented bid, practice that counts nowhere, and the promise to keep quiet."""

import sqlalchemy as sa

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

APPEND_ONLY = ["confidence_promise"]
TABLES = ["practice_answer", "practice_mark", "practice_ready", *APPEND_ONLY]
OWN = {"seat_id": "seat", "criterion_id": "criterion"}


def upgrade():
    make_owned(
        "practice_answer",
        *_ids("tender_id", "criterion_id"),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        *_ids("written_by"),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        parents={"tender_id": "tender", "criterion_id": "criterion"},
        people=("written_by",),
        unique=[("criterion_id",)],
    )
    make_owned(
        "practice_mark",
        *_ids("tender_id", "seat_id", "criterion_id"),
        sa.Column("mark", sa.String(64), nullable=True),
        sa.Column("practised_on", sa.Date(), nullable=False),
        parents=OWN,
        unique=[("seat_id", "criterion_id")],
    )
    make_owned(
        "practice_ready",
        *_ids("tender_id", "seat_id", "criterion_id"),
        sa.Column("ready_on", sa.Date(), nullable=False),
        parents=OWN,
        unique=[("seat_id", "criterion_id")],
    )
    make_owned(
        "confidence_promise",
        *_ids("tender_id", "seat_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        parents={"seat_id": "seat"},
        unique=[("seat_id",)],
    )
    only_add_to(*APPEND_ONLY)
    raise_walls(*TABLES)


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
