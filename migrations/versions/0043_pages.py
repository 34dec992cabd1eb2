"""Notes on pages of files, and warnings before them."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import let_redact, make_owned, raise_walls

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

TABLES = ["page_note"]
APPEND_ONLY: list[str] = []


def upgrade():
    make_owned(
        "page_note",
        *(
            sa.Column(name, sa.Uuid(), nullable=False)
            for name in ("tender_id", "sheet_id", "criterion_id")
        ),
        _number("file"),
        _number("page"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        parents={"sheet_id": "sheet", "criterion_id": "criterion"},
        unique=[("sheet_id", "criterion_id", "file", "page")],
    )
    raise_walls(*TABLES)
    for name in ("file", "page"):
        op.add_column("hard_passage", _number(name, server_default="0"))
    passage = "bid_id criterion_id version is_hard paragraph file page said_by said_at".split()
    let_redact("hard_passage", ["words"], ["authority_id", "id", "tender_id", *passage])


def _number(name, **more):
    return sa.Column(name, sa.Integer(), nullable=False, **more)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
