"""Panels, who belongs to them, what they consented to (P5 to P7)."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = [
    "panel",
    "panel_member",
    "panel_invitation",
    "panel_joining",
    "panel_terms",
    "consent",
    "panel_need",
    "panel_terms_accepted",
    "panel_terms_idea",
]
APPEND_ONLY = ["panel_terms", "panel_terms_accepted"]
MAY_GO = ["consent", "panel_terms_idea"]
"""Only added to, until somebody is erased."""


def upgrade():
    make_owned(
        "panel",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("term_months", sa.Integer(), nullable=False),
        sa.Column("asks_a_year", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind in ('young', 'parent')",
            name=op.f("ck_panel_kind_known"),
        ),
        sa.CheckConstraint(
            "term_months > 0",
            name=op.f("ck_panel_term_positive"),
        ),
    )
    make_owned(
        "panel_member",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("say_name", sa.String(), nullable=False),
        sa.Column("brings", sa.String(), nullable=False),
        sa.Column("represents", sa.String(), nullable=False),
        sa.Column("age_band", sa.String(), nullable=True),
        sa.Column("turns_16_on", sa.Date(), nullable=True),
        sa.Column("why_invited", sa.Text(), nullable=False),
        sa.Column("shows_name", sa.Boolean(), nullable=False),
        sa.Column("tell_by", sa.String(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("term_ends_on", sa.Date(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_for", sa.String(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "ended_for is null or ended_for in"
            " ('left', 'term', 'panel', 'rules', 'part', 'area', 'away')",
            name=op.f("ck_panel_member_end_known"),
        ),
        sa.CheckConstraint(
            "age_band is null or age_band in ('under_13', '13_to_15', '16_to_17', '18_to_24')",
            name=op.f("ck_panel_member_age_band_known"),
        ),
        sa.CheckConstraint(
            "brings in ('lived', 'representing', 'unsaid')",
            name=op.f("ck_panel_member_brings_known"),
        ),
        parents={"panel_id": "panel"},
        people=("person_id",),
        unique=[("panel_id", "person_id")],
    )
    make_owned(
        "panel_invitation",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("leads_to", sa.String(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "leads_to in ('joining', 'words', 'consent')",
            name=op.f("ck_panel_invitation_leads_to_known"),
        ),
        sa.CheckConstraint(
            "(leads_to = 'joining') = (member_id is null)",
            name=op.f("ck_panel_invitation_of_a_member"),
        ),
        parents={"panel_id": "panel", "member_id": "panel_member"},
    )
    make_owned(
        "panel_joining",
        sa.Column("answers", sa.JSON(), nullable=False),
    )
    make_owned(
        "panel_terms",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        parents={"panel_id": "panel"},
        people=("made_by",),
        unique=[("panel_id", "version")],
    )
    make_owned(
        "consent",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("is_given", sa.Boolean(), nullable=False),
        sa.Column("adult", sa.String(), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "purpose in ('taking_part', 'photographs', 'told_afterwards', 'helper')",
            name=op.f("ck_consent_purpose_known"),
        ),
        sa.CheckConstraint(
            "route in ('own', 'parent', 'delegate', 'safeguarding')",
            name=op.f("ck_consent_route_known"),
        ),
        parents={"member_id": "panel_member"},
        people=("noted_by",),
        unique=[("member_id", "purpose", "version")],
    )
    make_owned(
        "panel_need",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        parents={"member_id": "panel_member"},
    )
    make_owned(
        "panel_terms_accepted",
        sa.Column("terms_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        parents={"member_id": "panel_member", "terms_id": "panel_terms"},
        unique=[("terms_id", "member_id")],
    )
    make_owned(
        "panel_terms_idea",
        sa.Column("panel_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        parents={"member_id": "panel_member", "panel_id": "panel"},
    )
    only_add_to(*APPEND_ONLY)
    only_add_to(*MAY_GO, may_go=True)
    raise_walls(*TABLES)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
