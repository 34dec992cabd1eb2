"""Files of a bid, and the desk that cleans them."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

APPEND_ONLY = [
    "sealed_file",
    "attachment",
    "desk_bid",
    "clean_file",
    "clean_page",
    "desk_finding",
    "desk_dealt",
    "desk_read",
    "desk_release",
    "shown_answer",
    "shown_page",
]
TABLES = ["draft_file", *APPEND_ONLY]
BID, QUESTION = {"bid_id": "bid"}, {"criterion_id": "criterion"}
PAGE = {**BID, "attachment_id": "attachment"}


def upgrade():
    op.add_column(
        "criterion", sa.Column("files", sa.Integer(), nullable=False, server_default="0")
    )
    _files()
    _clean()
    _findings()
    _released()
    only_add_to(*APPEND_ONLY)
    raise_walls(*TABLES)


def _id(name, **more):
    return sa.Column(name, sa.Uuid(), nullable=more.get("nullable", False))


def _number(*names):
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _text(*names):
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _string(*names):
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _bytes(name):
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _moment(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _files():
    make_owned(
        "draft_file",
        _id("tender_id"),
        _id("provider_id"),
        _id("criterion_id"),
        *_string("name", "kind"),
        *_number("size"),
        *_string("sha256"),
        _moment("saved_at"),
        _bytes("content"),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_draft_file_provider_id_provider")
        ),
        parents={"tender_id": "tender", **QUESTION},
    )
    of = ["authority_id", "tender_id", "provider_id"]
    op.create_index("ix_draft_file_of", "draft_file", of)
    make_owned(
        "sealed_file",
        _id("tender_id"),
        _id("submission_id"),
        _id("criterion_id"),
        *_number("number"),
        *_string("name", "kind"),
        *_number("size"),
        *_string("sha256"),
        _bytes("content"),
        parents={"submission_id": "submission", **QUESTION},
        unique=[("submission_id", "criterion_id", "number")],
    )
    make_owned(
        "attachment",
        _id("tender_id"),
        _id("bid_id"),
        _id("criterion_id"),
        *_number("number"),
        *_string("kind", "sha256"),
        _id("file_id"),
        parents={**BID, **QUESTION, "file_id": "sealed_file"},
        unique=[("bid_id", "criterion_id", "number")],
    )


def _clean():
    make_owned(
        "desk_bid",
        _id("tender_id"),
        _id("begun_by"),
        _moment("begun_at"),
        parents={"id": "bid"},
        people=("begun_by",),
    )
    make_owned(
        "clean_file",
        _id("tender_id"),
        _id("bid_id"),
        *_number("pages"),
        sa.Column("left_out", sa.JSON(), nullable=False),
        *_string("refused"),
        parents={"id": "attachment", **BID},
    )
    make_owned(
        "clean_page",
        _id("tender_id"),
        _id("bid_id"),
        _id("attachment_id"),
        *_number("number", "width", "height"),
        *_text("text"),
        sa.Column("words", sa.JSON(), nullable=False),
        _bytes("picture"),
        parents=PAGE,
        unique=[("bid_id", "attachment_id", "number")],
    )


def _findings():
    make_owned(
        "desk_finding",
        _id("tender_id"),
        _id("bid_id"),
        *_number("number"),
        _id("criterion_id", nullable=True),
        _id("page_id", nullable=True),
        *_number("begins", "ends"),
        *_string("kind"),
        *_text("words"),
        sa.Column("box", sa.JSON(none_as_null=True), nullable=True),
        _id("found_by", nullable=True),
        sa.CheckConstraint(
            "(criterion_id is null) <> (page_id is null)",
            name=op.f("ck_desk_finding_in_one_place"),
        ),
        sa.CheckConstraint(
            "(kind = 'area') = (box is not null)", name=op.f("ck_desk_finding_areas_have_a_box")
        ),
        parents={**BID, **QUESTION, "page_id": "clean_page"},
        people=("found_by",),
        unique=[("bid_id", "number")],
    )
    make_owned(
        "desk_dealt",
        _id("tender_id"),
        _id("finding_id"),
        *_number("version"),
        *_string("outcome", "why"),
        _id("dealt_by"),
        _moment("dealt_at"),
        sa.CheckConstraint(
            "outcome in ('redacted', 'stands')", name=op.f("ck_desk_dealt_outcome_known")
        ),
        parents={"finding_id": "desk_finding"},
        people=("dealt_by",),
        unique=[("finding_id", "version")],
    )
    make_owned(
        "desk_read",
        _id("tender_id"),
        _id("read_by"),
        _moment("read_at"),
        parents={"id": "bid"},
        people=("read_by",),
    )


def _released():
    make_owned(
        "desk_release",
        _id("released_by"),
        _moment("released_at"),
        *_string("shown_sha256"),
        parents={"id": "tender"},
        people=("released_by",),
    )
    make_owned(
        "shown_answer",
        _id("tender_id"),
        _id("bid_id"),
        _id("criterion_id"),
        *_text("text"),
        *_number("words"),
        parents={**BID, **QUESTION},
        unique=[("bid_id", "criterion_id")],
    )
    make_owned(
        "shown_page",
        _id("tender_id"),
        _id("bid_id"),
        _id("attachment_id"),
        *_number("number", "width", "height"),
        *_text("text"),
        *_string("sha256"),
        _bytes("picture"),
        parents=PAGE,
        unique=[("bid_id", "attachment_id", "number")],
    )


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
