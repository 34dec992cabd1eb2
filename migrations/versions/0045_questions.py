"""Questions of providers about a published tender, and answers that all get at one moment."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import let_redact, make_owned, only_add_to, raise_walls

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

OWNED = ["clarification", "clarification_answer", "clarification_release"]
APPEND_ONLY = [*OWNED, "notice_answer", "question_time"]
KEPT = "authority_id id tender_id number provider_id asks_for_one asked_by asked_at"


def upgrade():
    make_owned(
        "clarification",
        *_ids("tender_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        *_ids("provider_id"),
        _text("words"),
        sa.Column("asks_for_one", sa.Boolean(), nullable=False),
        *_by("asked"),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_clarification_provider_id_provider")
        ),
        parents={"tender_id": "tender"},
        people=("asked_by",),
        unique=[("tender_id", "number")],
    )
    make_owned(
        "clarification_answer",
        *_ids("tender_id", "clarification_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("wording"),
        _text("words"),
        sa.Column("is_for_one", sa.Boolean(), nullable=False),
        _text("reason"),
        *_by("written"),
        sa.CheckConstraint(
            "is_for_one = (reason <> '')",
            name=op.f("ck_clarification_answer_one_alone_has_a_reason"),
        ),
        parents={"clarification_id": "clarification"},
        people=("written_by",),
        unique=[("clarification_id", "version")],
    )
    make_owned(
        "clarification_release",
        *_ids("tender_id", "answer_id"),
        *_by("released"),
        parents={"id": "clarification", "answer_id": "clarification_answer"},
        people=("released_by",),
    )
    _public(
        "notice_answer",
        sa.Column("number", sa.Integer(), nullable=False),
        _text("question"),
        _text("answer"),
        _at("released_at"),
    )
    _public(
        "question_time",
        sa.Column("number", sa.Integer(), nullable=False),
        _at("until"),
        _at("set_at"),
    )
    only_add_to(*APPEND_ONLY)
    let_redact("clarification", ["words"], KEPT.split())
    raise_walls(*OWNED)


def _public(table, *columns):
    op.create_table(
        table,
        *_ids("id", "notice_id"),
        *columns,
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f(f"fk_{table}_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "notice_id", "number", name=op.f(f"uq_{table}_notice_id_number")
        ),
    )


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _text(name):
    return sa.Column(name, sa.Text(), nullable=False)


def _at(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _by(verb):
    return [*_ids(f"{verb}_by"), _at(f"{verb}_at")]


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
