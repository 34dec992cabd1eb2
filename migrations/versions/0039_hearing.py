"""Questions to one bidder, exclusion checks, and bids that are disregarded after hearing."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import let_redact, make_owned, only_add_to, raise_walls

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

APPEND_ONLY = ["bidder_question", "bidder_answer", "exclusion_check", "bid_ruling"]


def upgrade():
    _questions()
    _checks()
    make_owned(
        "bid_ruling",
        *_ids("tender_id", "bid_id"),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_out", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_ids("ruled_by"),
        _at("ruled_at"),
        _one_of("bid_ruling", "ground", "excluded excludable low_price procedural"),
        parents={"bid_id": "bid"},
        people=("ruled_by",),
        unique=[("bid_id", "ground", "version")],
    )
    only_add_to(*APPEND_ONLY)
    _let_redact()
    raise_walls(*APPEND_ONLY)


def _questions():
    make_owned(
        "bidder_question",
        *_ids("tender_id", "bid_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _at("answer_by"),
        *_ids("asked_by"),
        _at("asked_at"),
        _one_of("bidder_question", "purpose", "clarification low_price exclusion disregard"),
        sa.CheckConstraint("answer_by > asked_at", name=op.f("ck_bidder_question_time_to_answer")),
        parents={"bid_id": "bid"},
        people=("asked_by",),
        unique=[("tender_id", "number")],
    )
    make_owned(
        "bidder_answer",
        *_ids("tender_id", "question_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("is_last", sa.Boolean(), nullable=False),
        *_ids("answered_by"),
        _at("answered_at"),
        parents={"question_id": "bidder_question"},
        people=("answered_by",),
        unique=[("question_id", "number")],
    )


def _checks():
    make_owned(
        "exclusion_check",
        *_ids("tender_id", "provider_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("on_list", sa.String(), nullable=False),
        sa.Column("has_mandatory", sa.Boolean(), nullable=False),
        sa.Column("has_discretionary", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        *_ids("checked_by"),
        _at("checked_at"),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_exclusion_check_provider_id_provider")
        ),
        _one_of("exclusion_check", "on_list", "no mandatory discretionary", "list_ground"),
        _one_of("exclusion_check", "outcome", "none hearing stays excludable excluded"),
        parents={"tender_id": "tender"},
        people=("checked_by",),
        unique=[("tender_id", "number")],
    )


def _let_redact():
    ours = ["authority_id", "id", "tender_id"]
    asked = "bid_id number purpose answer_by asked_by asked_at".split()
    let_redact("bidder_question", ["words"], [*ours, *asked])
    answered = "question_id number is_last answered_by answered_at".split()
    let_redact("bidder_answer", ["words"], [*ours, *answered])
    checked = "provider_id number looked_on on_list has_mandatory has_discretionary outcome"
    let_redact("exclusion_check", ["words"], [*ours, *checked.split(), "checked_by", "checked_at"])
    ruled = "bid_id ground version is_out ruled_by ruled_at".split()
    let_redact("bid_ruling", ["reason"], [*ours, *ruled])


def _one_of(table, column, values, name=None):
    listed = ", ".join(f"'{value}'" for value in values.split())
    called = op.f(f"ck_{table}_{name or column}_known")
    return sa.CheckConstraint(f"{column} in ({listed})", name=called)


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _at(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
