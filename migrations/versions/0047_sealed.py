"""Who opens the bids, keys and shares, sealed boxes, and drafts that are locked at rest."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import freeze_at_publication, make_owned, only_add_to, raise_walls

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

APPEND_ONLY = ["opening_key", "key_share", "opening_turn", "opened_bid", "file_box"]
TABLES = ["opener", "bid_draft", "draft_file", *APPEND_ONLY]


def upgrade():
    _refuse_what_is_open()
    _make_openers()
    _make_keys()
    _seal_submissions()
    _lock_drafts()
    only_add_to(*APPEND_ONLY)
    freeze_at_publication("opener")
    raise_walls(*TABLES)


def _refuse_what_is_open():
    """Nothing is released yet: bids from before can't be sealed, and aren't guessed at."""
    if op.get_bind().scalar(sa.text("select count(*) from submission")):
        raise RuntimeError(
            "There are bids from before bids were sealed. They can't be carried over: start anew,"
            " as in bin/demo --fresh."
        )


def _make_openers():
    table, seats = "opener", "seat in ('first', 'second', 'recovery')"
    make_owned(
        table,
        *_ids("tender_id"),
        _string("seat"),
        *_ids("person_id"),
        _at("named_at"),
        sa.Column("public", sa.LargeBinary(), nullable=True),
        sa.Column("wrapped", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(seats, name=op.f(f"ck_{table}_seat_known")),
        sa.CheckConstraint(
            "(public is null) = (ready_at is null)", name=op.f(f"ck_{table}_ready_with_a_key")
        ),
        sa.CheckConstraint(
            "(wrapped is null) = (public is null or seat = 'recovery')",
            name=op.f(f"ck_{table}_officers_have_phrases"),
        ),
        parents={"tender_id": "tender"},
        people=("person_id",),
        unique=[("tender_id", "seat")],
    )


def _make_keys():
    make_owned(
        "opening_key",
        *_ids("tender_id"),
        _string("kind"),
        _bytes("public"),
        _at("made_at"),
        sa.CheckConstraint(
            "kind in ('rehearsal', 'bids')", name=op.f("ck_opening_key_kind_known")
        ),
        parents={"tender_id": "tender"},
    )
    make_owned(
        "key_share",
        *_ids("tender_id", "key_id"),
        _string("seat"),
        _bytes("public"),
        _bytes("box"),
        parents={"key_id": "opening_key"},
        unique=[("key_id", "seat")],
    )
    make_owned(
        "opening_turn",
        *_ids("tender_id", "key_id"),
        _string("seat"),
        *_ids("person_id"),
        _string("role"),
        _at("taken_at"),
        sa.Column("boxes", sa.JSON(), nullable=False),
        sa.Column("completes", sa.Boolean(), nullable=False),
        parents={"key_id": "opening_key"},
        people=("person_id",),
    )


def _seal_submissions():
    op.drop_column("submission", "blob")
    op.add_column(
        "submission", sa.Column("box", sa.LargeBinary(), nullable=False, server_default="")
    )
    op.add_column(
        "submission", sa.Column("box_sha256", sa.String(), nullable=False, server_default="")
    )
    make_owned(
        "opened_bid",
        *_ids("tender_id"),
        sa.Column("blob", sa.Text(), nullable=False),
        parents={"id": "submission"},
    )
    make_owned(
        "file_box",
        *_ids("tender_id", "submission_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _bytes("box"),
        parents={"submission_id": "submission"},
        unique=[("submission_id", "number")],
    )


def _lock_drafts():
    """Drafts lay there to be read, so those of an unreleased portal go."""
    op.drop_table("draft_file")
    op.drop_table("bid_draft")
    make_owned(
        "bid_draft",
        *_ids("tender_id", "provider_id"),
        _bytes("box"),
        _at("saved_at"),
        _of_provider("bid_draft"),
        parents={"tender_id": "tender"},
        unique=[("tender_id", "provider_id")],
    )
    make_owned(
        "draft_file",
        *_ids("tender_id", "provider_id", "criterion_id"),
        _at("saved_at"),
        _bytes("facts_box"),
        _bytes("content_box"),
        _of_provider("draft_file"),
        parents={"tender_id": "tender", "criterion_id": "criterion"},
    )
    of = ["authority_id", "tender_id", "provider_id"]
    op.create_index("ix_draft_file_of", "draft_file", of)


def _of_provider(table):
    return sa.ForeignKeyConstraint(
        ["provider_id"], ["provider.id"], name=op.f(f"fk_{table}_provider_id_provider")
    )


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _string(name):
    return sa.Column(name, sa.String(), nullable=False)


def _bytes(name):
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _at(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
