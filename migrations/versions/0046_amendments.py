"""A published tender is amended by new versions: its days follow the last one, nothing else does."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import follow_only, make_owned, only_add_to, raise_walls

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

APPEND_ONLY = ["notice_version", "bid_confirmed"]
DAYS = ["deadline_at", "marking_ends_on", "decision_on", "starts_on"]
TENDER_STAYS = """
    authority_id id title reference description plain_description regime regime_reason
    created_at published_at
""".split()
NOTICE_STAYS = """
    id authority_id title reference description plain_description regime published_at
    method_sha256 specification_sha256
""".split()


def upgrade():
    op.create_table(
        "notice_version",
        *_ids("id", "notice_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("specification", sa.JSON(), nullable=False),
        sa.Column("specification_sha256", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _at("deadline_at"),
        *(sa.Column(name, sa.Date(), nullable=True) for name in DAYS[1:]),
        _at("published_at"),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_version_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_version")),
        sa.UniqueConstraint("notice_id", "number", name=op.f("uq_notice_version_notice_id_number")),
    )
    make_owned(
        "bid_confirmed",
        *_ids("tender_id", "submission_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        *_ids("confirmed_by"),
        _at("confirmed_at"),
        parents={"submission_id": "submission"},
        people=("confirmed_by",),
        unique=[("submission_id", "number")],
    )
    only_add_to(*APPEND_ONLY)
    raise_walls("bid_confirmed")
    follow_only(
        "tender",
        "a published tender keeps its facts",
        TENDER_STAYS,
        DAYS,
        given="old.published_at is not null",
    )
    follow_only(
        "notice",
        "notice is only ever added to",
        NOTICE_STAYS,
        DAYS[:1],
        documents=["document"],
        must=True,
    )


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _at(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
