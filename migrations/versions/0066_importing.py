"""Bids that are brought from another system: what waits, locked, and the record of it."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

APPEND_ONLY = ["bids_import"]
TABLES = ["import_draft", "import_file", *APPEND_ONLY]


def upgrade():
    make_owned(
        "import_draft",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        _at("brought_at"),
        sa.Column("handed_by", sa.Uuid(), nullable=True),
        *(
            sa.Column(name, sa.String(), nullable=True)
            for name in ("handed_role", "handed_seat", "handed_sha256")
        ),
        parents={"tender_id": "tender"},
        people=("handed_by",),
        unique=[("tender_id",)],
    )
    make_owned(
        "import_file",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("facts_box", sa.LargeBinary(), nullable=False),
        sa.Column("content_box", sa.LargeBinary(), nullable=False),
        _at("brought_at"),
        parents={"tender_id": "tender"},
    )
    make_owned(
        "bids_import",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.String(), nullable=False),
        _at("opened_at"),
        sa.Column("opened_by", sa.JSON(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.Column("workbook_sha256", sa.String(), nullable=False),
        sa.Column("zips", sa.JSON(), nullable=False),
        sa.Column("import_sha256", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        _at("brought_at"),
        parents={"tender_id": "tender"},
        unique=[("tender_id",)],
    )
    op.create_index("ix_import_file_of", "import_file", ["authority_id", "tender_id"])
    only_add_to(*APPEND_ONLY)
    raise_walls(*TABLES)


def _at(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
