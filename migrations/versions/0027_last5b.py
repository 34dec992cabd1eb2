"""By which day a round is answered, who is told of answers how, and how long needs are kept."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

APPEND_ONLY = ["answer_way", "answer_told"]


def upgrade():
    op.add_column("writing_round", sa.Column("answers_by", sa.Date(), nullable=True))
    op.add_column("writing_round_end", sa.Column("answers_by", sa.Date(), nullable=True))
    op.add_column("panel_need", sa.Column("needed_until", sa.Date(), nullable=True))
    make_owned(
        "answer_way",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        parents={"answer_id": "suggestion_answer", "member_id": "panel_member"},
        unique=[("answer_id", "member_id")],
    )
    op.create_index(
        op.f("ix_answer_way_authority_id_tender_id"), "answer_way", ["authority_id", "tender_id"]
    )
    make_owned(
        "answer_told",
        sa.Column("way_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        parents={"way_id": "answer_way"},
        people=("noted_by",),
        unique=[("way_id",)],
    )
    only_add_to(*APPEND_ONLY)
    raise_walls(*APPEND_ONLY)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
