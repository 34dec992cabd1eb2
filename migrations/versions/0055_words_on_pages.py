"""Evaluators mark words on a page of a file, as in an answer."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, raise_walls

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

APPEND_ONLY: list[str] = []
BEFORE = "authority_id id tender_id sheet_id criterion_id file page kind note".split()


def upgrade():
    """The rows wait aside while the table is made again: SQLite can't change what must be unique."""
    op.execute("create table note_aside as select * from page_note")
    op.drop_table("page_note")
    make_owned(
        "page_note",
        *(
            sa.Column(name, sa.Uuid(), nullable=False)
            for name in ("tender_id", "sheet_id", "criterion_id")
        ),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("file", "page", "starts_at", "ends_at")
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "starts_at >= 0 and ends_at >= starts_at", name=op.f("ck_page_note_whole_or_words")
        ),
        parents={"sheet_id": "sheet", "criterion_id": "criterion"},
        unique=[("sheet_id", "criterion_id", "file", "page", "starts_at", "ends_at")],
    )
    columns = ", ".join(BEFORE)
    op.execute(
        f"insert into page_note ({columns}, starts_at, ends_at, words)"
        f" select {columns}, 0, 0, '' from note_aside"
    )
    op.drop_table("note_aside")
    raise_walls("page_note")


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
