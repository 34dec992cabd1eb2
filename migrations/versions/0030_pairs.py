"""Conflicts that come to mind later: bids that somebody recognises, and answers renewed."""

import sqlalchemy as sa

from migrations.owned import let_redact, make_owned, only_add_to, raise_walls

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLES = APPEND_ONLY = [
    "recognition",
    "recognition_decision",
    "kept_out",
    "renewal",
    "renewed",
]
SEAT_AND_BID = {"seat_id": "seat", "bid_id": "bid"}


def upgrade():
    _make_recognitions()
    _make_renewals()
    only_add_to(*APPEND_ONLY)
    decided = "authority_id id tender_id is_kept_from decided_by decided_at"
    let_redact("recognition_decision", ["reason"], decided.split())
    raise_walls(*TABLES)


def _make_recognitions():
    make_owned(
        "recognition",
        *_ids("tender_id", "seat_id", "bid_id"),
        sa.Column("kind", sa.String(), nullable=False),
        _at("said_at"),
        parents=SEAT_AND_BID,
    )
    make_owned(
        "recognition_decision",
        *_ids("tender_id"),
        sa.Column("is_kept_from", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_ids("decided_by"),
        _at("decided_at"),
        parents={"id": "recognition"},
        people=("decided_by",),
    )
    make_owned(
        "kept_out",
        *_ids("tender_id", "seat_id", "bid_id"),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        _at("kept_at"),
        parents=SEAT_AND_BID,
        unique=[("seat_id", "bid_id", "is_told")],
    )


def _make_renewals():
    make_owned(
        "renewal",
        *_ids("tender_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        *_ids("asked_by"),
        _at("asked_at"),
        parents={"tender_id": "tender"},
        people=("asked_by",),
        unique=[("tender_id", "number")],
    )
    make_owned(
        "renewed",
        *_ids("tender_id", "renewal_id", "seat_id"),
        _at("answered_at"),
        parents={"renewal_id": "renewal", "seat_id": "seat"},
        unique=[("renewal_id", "seat_id")],
    )


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _at(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
