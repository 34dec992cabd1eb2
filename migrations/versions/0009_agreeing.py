"""What influence a panel has, and whether it agrees (P3, P15, R4)."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = [
    "coproduction_lead",
    "influence",
    "panel_sign_off",
    "without_sign_off",
    "influence_understood",
    "panel_sign_off_said",
    "worry_answered",
]
APPEND_ONLY = [
    "influence",
    "panel_sign_off",
    "without_sign_off",
    "influence_understood",
    "panel_sign_off_said",
    "worry_answered",
]


def upgrade():
    make_owned(
        "coproduction_lead",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        parents={"id": "tender"},
        people=("person_id",),
    )
    make_owned(
        "influence",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("degree", sa.String(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("cannot_change", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("stated_by", sa.Uuid(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "degree is null or degree in ('informed', 'consulted', 'shared', 'own', 'own_shared')",
            name=op.f("ck_influence_degree_known"),
        ),
        sa.CheckConstraint(
            "kind in ('young', 'parent')",
            name=op.f("ck_influence_kind_known"),
        ),
        sa.CheckConstraint(
            "approved_by is null or degree is null",
            name=op.f("ck_influence_left_out_by_somebody"),
        ),
        sa.CheckConstraint(
            "step in ('plan', 'write', 'mark', 'decide', 'review')",
            name=op.f("ck_influence_step_known"),
        ),
        parents={"tender_id": "tender"},
        people=("approved_by", "stated_by"),
        unique=[("tender_id", "step", "kind", "version")],
    )
    make_owned(
        "panel_sign_off",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("method_sha256", sa.String(), nullable=False),
        sa.Column("specification_sha256", sa.String(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        parents={"panel_id": "panel", "tender_id": "tender"},
        people=("asked_by",),
        unique=[("tender_id", "panel_id", "number")],
    )
    make_owned(
        "without_sign_off",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        parents={"tender_id": "tender"},
        people=("given_by",),
        unique=[("tender_id", "version")],
    )
    make_owned(
        "influence_understood",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        parents={"member_id": "panel_member", "tender_id": "tender"},
        unique=[("tender_id", "member_id", "digest")],
    )
    make_owned(
        "panel_sign_off_said",
        sa.Column("sign_off_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "said in ('yes', 'worry', 'no', 'pass')",
            name=op.f("ck_panel_sign_off_said_said_known"),
        ),
        parents={"member_id": "panel_member", "sign_off_id": "panel_sign_off"},
        unique=[("sign_off_id", "member_id", "version")],
    )
    make_owned(
        "worry_answered",
        sa.Column("said_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("worry", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        parents={"said_id": "panel_sign_off_said"},
        people=("answered_by",),
        unique=[("said_id",)],
    )
    only_add_to(*APPEND_ONLY)
    raise_walls(*TABLES)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
