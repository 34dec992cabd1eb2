"""Evaluators are chosen by their panel; their hours are worked out, and the panel says (P14)."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = [
    "hours_plan",
    "hours_said",
    "hours_reason",
    "choosing",
    "choosing_candidate",
    "choosing_voted",
    "ballot_box",
    "choosing_result",
    "choosing_place",
]
APPEND_ONLY = [
    "hours_plan",
    "hours_said",
    "hours_reason",
    "choosing",
    "choosing_voted",
    "choosing_result",
]


def upgrade():
    op.add_column(
        "seat", sa.Column("after_start", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    _hours()
    _choosing()
    _votes()
    _places()
    only_add_to(*APPEND_ONLY)
    raise_walls(*TABLES)


def _hours():
    make_owned(
        "hours_plan",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("bids", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("cap_hours", sa.Integer(), nullable=False),
        sa.Column("planned_by", sa.Uuid(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('professional', 'young', 'parent')", name=op.f("ck_hours_plan_kind_known")
        ),
        sa.CheckConstraint(
            "bids > 0 and cap_hours > 0", name=op.f("ck_hours_plan_numbers_positive")
        ),
        parents={"tender_id": "tender"},
        people=("planned_by",),
        unique=[("tender_id", "kind", "version")],
    )
    make_owned(
        "hours_said",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "said in ('fine', 'too_much', 'pass')", name=op.f("ck_hours_said_said_known")
        ),
        parents={"plan_id": "hours_plan", "member_id": "panel_member"},
        unique=[("plan_id", "member_id", "version")],
    )
    make_owned(
        "hours_reason",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        parents={"plan_id": "hours_plan"},
        people=("given_by",),
        unique=[("plan_id", "version")],
    )


def _choosing():
    make_owned(
        "choosing",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("reserves", sa.Integer(), nullable=False),
        sa.Column("forward_until", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("way in ('vote', 'agreement')", name=op.f("ck_choosing_way_known")),
        sa.CheckConstraint(
            "(way = 'vote') = (closes_on is not null)",
            name=op.f("ck_choosing_votes_have_a_last_day"),
        ),
        sa.CheckConstraint(
            "seats > 0 and reserves >= 0", name=op.f("ck_choosing_numbers_sensible")
        ),
        parents={"tender_id": "tender", "panel_id": "panel", "group_id": "evaluator_group"},
        people=("opened_by",),
        unique=[("tender_id", "number")],
    )


def _votes():
    make_owned(
        "choosing_candidate",
        sa.Column("choosing_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("put_forward_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        parents={"choosing_id": "choosing", "member_id": "panel_member"},
        unique=[("choosing_id", "member_id")],
    )
    make_owned(
        "choosing_voted",
        sa.Column("choosing_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        parents={"choosing_id": "choosing", "member_id": "panel_member"},
        unique=[("choosing_id", "member_id")],
    )
    make_owned(
        "ballot_box",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("sums", sa.JSON(), nullable=False),
        parents={"id": "choosing"},
    )


def _places():
    make_owned(
        "choosing_result",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("lot", sa.String(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        parents={"id": "choosing"},
        people=("made_by",),
    )
    make_owned(
        "choosing_place",
        sa.Column("choosing_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_reserve", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("ground", sa.String(), nullable=True),
        sa.Column("seat_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("said in ('yes', 'no')", name=op.f("ck_choosing_place_said_known")),
        sa.CheckConstraint(
            "ground in ('conflict', 'another_part', 'age', 'consent')",
            name=op.f("ck_choosing_place_ground_known"),
        ),
        sa.CheckConstraint(
            "said is null or asked_at is not null",
            name=op.f("ck_choosing_place_asked_before_they_say"),
        ),
        parents={"choosing_id": "choosing", "member_id": "panel_member", "seat_id": "seat"},
        unique=[("choosing_id", "position"), ("choosing_id", "member_id")],
    )


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
