"""What was said, what was done, and what was promised (P20)."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import let_redact, make_owned, only_add_to, raise_walls

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

APPEND_ONLY = [
    "telling_day",
    "telling",
    "telling_line",
    "promise",
    "promise_step",
    "telling_way",
    "telling_told",
    "line_question",
    "line_question_given",
    "line_question_reply",
]
TABLES = [*APPEND_ONLY, "telling_line_draft"]
OUTCOMES = "outcome in ('taken_up', 'adapted', 'not_taken_up')"
WHO = "who in ('young', 'parent', 'both', 'people')"


def upgrade():
    _versions()
    _promises()
    _telling()
    _questions()
    op.create_table(
        "told_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_notice")),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_told_notice_notice_id_notice")
        ),
        sa.UniqueConstraint(
            "notice_id", "number", name=op.f("uq_told_notice_notice_id_number")
        ),
    )
    only_add_to(*APPEND_ONLY, "told_notice")
    others = "authority_id id line_id tender_id member_id number through_helper asked_at"
    let_redact("line_question", ["words"], others.split())
    others = "authority_id id question_id tender_id replied_by replied_at"
    let_redact("line_question_reply", ["words"], others.split())
    raise_walls(*TABLES)


def _said(table):
    return [
        sa.Column("drawn_from", sa.Uuid(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("is_of_many", sa.Boolean(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("did", sa.Text(), nullable=False),
        sa.Column("possible", sa.Text(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.CheckConstraint(OUTCOMES, name=op.f(f"ck_{table}_outcome_known")),
        sa.CheckConstraint(WHO, name=op.f(f"ck_{table}_who_known")),
    ]


def _versions():
    make_owned(
        "telling_day",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        parents={"tender_id": "tender"},
        people=("set_by",),
        unique=[("tender_id", "version")],
    )
    make_owned(
        "telling_line_draft",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_said("telling_line_draft"),
        sa.Column("promise", sa.Text(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        parents={"tender_id": "tender"},
        unique=[("tender_id", "position")],
    )
    make_owned(
        "telling",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decider_id", sa.Uuid(), nullable=False),
        sa.Column("reply_days", sa.Integer(), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        parents={"tender_id": "tender"},
        people=("decider_id", "published_by"),
        unique=[("tender_id", "number")],
    )
    make_owned(
        "telling_line",
        sa.Column("telling_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        *_said("telling_line"),
        parents={"telling_id": "telling", "tender_id": "tender"},
        unique=[("telling_id", "number")],
    )


def _promises():
    make_owned(
        "promise",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        parents={"tender_id": "tender"},
        unique=[("tender_id", "number"), ("tender_id", "key")],
    )
    make_owned(
        "promise_step",
        sa.Column("promise_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state in ('expected', 'in_contract')) = (expected_on is not null)",
            name=op.f("ck_promise_step_expected_by_a_day"),
        ),
        sa.CheckConstraint(
            "state in ('expected', 'in_contract', 'seen', 'broken')",
            name=op.f("ck_promise_step_state_known"),
        ),
        parents={"promise_id": "promise"},
        people=("noted_by",),
        unique=[("promise_id", "number")],
    )


def _telling():
    make_owned(
        "telling_way",
        sa.Column("telling_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        parents={"member_id": "panel_member", "telling_id": "telling"},
        unique=[("telling_id", "member_id")],
    )
    make_owned(
        "telling_told",
        sa.Column("way_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        parents={"way_id": "telling_way"},
        people=("noted_by",),
        unique=[("way_id",)],
    )


def _questions():
    make_owned(
        "line_question",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("through_helper", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        parents={"line_id": "telling_line", "member_id": "panel_member"},
        unique=[("tender_id", "number"), ("line_id", "member_id")],
    )
    make_owned(
        "line_question_given",
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("decider_id", sa.Uuid(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        parents={"question_id": "line_question"},
        people=("decider_id",),
        unique=[("question_id", "number")],
    )
    make_owned(
        "line_question_reply",
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("replied_by", sa.Uuid(), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=False),
        parents={"question_id": "line_question"},
        people=("replied_by",),
        unique=[("question_id",)],
    )


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
