"""A briefing for providers, and who comes."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

APPEND_ONLY = ["briefing_sign_up", "notice_briefing"]


def upgrade():
    make_owned(
        "briefing_sign_up",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("signed_by", sa.Uuid(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_briefing_sign_up_provider_id_provider")
        ),
        sa.CheckConstraint(
            "people between 0 and 20", name=op.f("ck_briefing_sign_up_people_in_range")
        ),
        parents={"tender_id": "tender"},
        people=("signed_by",),
        unique=[("tender_id", "provider_id", "version")],
    )
    op.create_table(
        "notice_briefing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sign_up_until", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("place", "words", "answers")),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_briefing_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_briefing")),
        sa.UniqueConstraint(
            "notice_id", "version", name=op.f("uq_notice_briefing_notice_id_version")
        ),
    )
    only_add_to(*APPEND_ONLY)
    raise_walls("briefing_sign_up")


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
