"""The authority's documents: those that wait, and those that are out."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

APPEND_ONLY = ["notice_document"]


def _told():
    return [
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    ]


def upgrade():
    make_owned(
        "tender_document",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        *_told(),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        parents={"tender_id": "tender"},
        unique=[("tender_id", "sha256")],
    )
    raise_walls("tender_document")
    op.create_table(
        "notice_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_told(),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_document_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_document")),
        sa.UniqueConstraint(
            "notice_id", "sha256", name=op.f("uq_notice_document_notice_id_sha256")
        ),
    )
    only_add_to(*APPEND_ONLY)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
