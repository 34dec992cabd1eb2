"""Words that are asked about without keeping who asked; how far a glossary has come; who is chosen."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, raise_walls

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

WORD = "authority_id, id, word, folded, page, asked_by, asked_at, explained_id, closed_at"


def upgrade():
    op.add_column(
        "authority",
        sa.Column("words_version", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.execute("update authority set words_version = 1")  # some may have words of their own
    if _is_postgresql():
        op.alter_column("unclear_word", "asked_by", nullable=True)
    else:
        _make_words_anew()
    op.create_table(
        "notice_award",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_award")),
        sa.ForeignKeyConstraint(["id"], ["notice.id"], name=op.f("fk_notice_award_id_notice")),
    )
    _tell_what_is_decided()


def _is_postgresql():
    return op.get_bind().dialect.name == "postgresql"


def _make_words_anew():
    """SQLite can't let a column be empty that couldn't: the rows go into a new table."""
    op.execute(f"create temporary table words_before as select {WORD} from unclear_word")
    op.execute("drop table unclear_word")
    make_owned(
        "unclear_word",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("explained_id", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "explained_id is null or closed_at is not null",
            name=op.f("ck_unclear_word_answer_has_its_day"),
        ),
        parents={"explained_id": "glossary_word"},
        people=("asked_by",),
    )
    op.execute(f"insert into unclear_word ({WORD}) select {WORD} from words_before")
    op.execute("drop table words_before")
    raise_walls("unclear_word")


def _tell_what_is_decided():
    """The directory learns the days of award notices that stand, one authority after the other."""
    bind = op.get_bind()
    for authority_id in bind.execute(sa.text("select id from authority")).scalars().all():
        if _is_postgresql():
            setting = sa.text("select set_config('app.tenant_id', :owner, true)")
            bind.execute(setting, {"owner": str(authority_id)})
        bind.execute(
            sa.text(
                "insert into notice_award (id, published_on)"
                " select a.tender_id, a.published_on from award_notice a"
                " where a.authority_id = :owner and a.version = (select max(b.version)"
                " from award_notice b where b.authority_id = a.authority_id"
                " and b.tender_id = a.tender_id)"
            ),
            {"owner": authority_id},
        )


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
