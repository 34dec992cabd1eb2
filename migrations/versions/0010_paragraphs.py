"""A section becomes a list of paragraphs, each with its twin in plain words (P10).

`section` loses its two columns by a plain `drop column`: a batch would lose its triggers on SQLite.
"""

import re
import uuid
from itertools import zip_longest

import sqlalchemy as sa
from alembic import op

from migrations.owned import freeze_at_publication, make_owned, raise_walls

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

HEADING, POINTS = ("## ",), ("- ", "• ", "* ", "– ")

FROZEN = {"paragraph": "tender_id"}

SECTION = sa.table(
    "section",
    sa.column("authority_id", sa.Uuid()),
    sa.column("id", sa.Uuid()),
    sa.column("tender_id", sa.Uuid()),
    sa.column("body", sa.Text()),
    sa.column("plain_body", sa.Text()),
)
PARAGRAPH = sa.table(
    "paragraph",
    sa.column("authority_id", sa.Uuid()),
    sa.column("id", sa.Uuid()),
    sa.column("tender_id", sa.Uuid()),
    sa.column("section_id", sa.Uuid()),
    sa.column("position", sa.Integer()),
    sa.column("words", sa.Text()),
    sa.column("plain_words", sa.Text()),
    sa.column("version", sa.Integer()),
)


def upgrade():
    make_owned(
        "paragraph",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("plain_words", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("version > 0", name=op.f("ck_paragraph_version_positive")),
        parents={"section_id": "section", "tender_id": "tender"},
        people=("changed_by",),
    )
    op.create_index(op.f("ix_paragraph_section_id"), "paragraph", ["section_id"])
    _move_texts()
    if op.get_bind().dialect.name == "postgresql":
        op.execute("set constraints all immediate")  # nothing waits while tables change
    op.drop_column("section", "body")
    op.drop_column("section", "plain_body")
    freeze_at_publication("paragraph", FROZEN["paragraph"])
    raise_walls("paragraph")


def _move_texts():
    """Authority by authority: PostgreSQL's walls let even the owner see one at a time."""
    connection = op.get_bind()
    authority = sa.table("authority", sa.column("id", sa.Uuid()))
    for owner in connection.scalars(sa.select(authority.c.id)).all():
        _open(connection, str(owner))
        mine = sa.select(SECTION).where(SECTION.c.authority_id == owner)
        rows = [row for section in connection.execute(mine).all() for row in _paragraphs(section)]
        if rows:
            connection.execute(sa.insert(PARAGRAPH), rows)
    _open(connection, "")


def _open(connection, owner):
    if connection.dialect.name == "postgresql":
        setting = sa.text("select set_config('app.tenant_id', :owner, true)")
        connection.execute(setting, {"owner": owner})


def _paragraphs(section):
    for position, (words, plain_words) in enumerate(_paired(section.body, section.plain_body)):
        yield {
            "authority_id": section.authority_id,
            "id": uuid.uuid4(),
            "tender_id": section.tender_id,
            "section_id": section.id,
            "position": position,
            "words": words,
            "plain_words": plain_words,
            "version": 1,
        }


def _paired(body, plain_body):
    """As portal.specifications.paragraphs.blocks has it today; written here for good."""
    standard, plain = _blocks(body), _blocks(plain_body)
    if not standard or not plain:
        return list(zip_longest(standard, plain, fillvalue=""))
    last = min(len(standard), len(plain)) - 1
    rest = ("\n\n".join(standard[last:]), "\n\n".join(plain[last:]))
    return [*zip(standard[:last], plain[:last]), rest]


def _blocks(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    found = []
    for block in filter(None, re.split(r"\n(?:[^\S\n]*\n)+", text)):
        if found and (_begins(found[-1], HEADING) or _begins(block, POINTS)):
            found[-1] = f"{found[-1]}\n\n{block}"
        else:
            found.append(block)
    return found


def _begins(block, marks):
    return all(line.lstrip().startswith(marks) for line in block.split("\n"))


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
