"""Steps of training, what people thought of it, words explained, words marked as unclear."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = [
    "training_step",
    "training_finished",
    "training_willing",
    "training_opinion",
    "training_opinion_count",
    "glossary_word",
    "unclear_word",
]
MAY_GO = ["training_finished"]
"""Only added to, until somebody is erased."""
COURSE = "course in ('introduction', 'staff')"


def upgrade():
    of_one_person()
    words()
    only_add_to(*MAY_GO, may_go=True)
    raise_walls(*TABLES)


def of_one_person():
    make_owned(
        "training_step",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(COURSE, name=op.f("ck_training_step_course_known")),
        sa.CheckConstraint(
            "how in ('alone', 'pass', 'group')", name=op.f("ck_training_step_how_known")
        ),
        people=("person_id",),
        unique=[("person_id", "course", "step")],
    )
    make_owned(
        "training_finished",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(COURSE, name=op.f("ck_training_finished_course_known")),
        people=("person_id",),
        unique=[("person_id", "course")],
    )
    make_owned(
        "training_willing",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("is_willing", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        people=("person_id",),
        unique=[("person_id",)],
    )
    make_owned(
        "training_opinion",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("enjoyed", sa.String(), nullable=True),
        sa.Column("understood", sa.String(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.Column("told_words", sa.Text(), nullable=False),
        sa.CheckConstraint(COURSE, name=op.f("ck_training_opinion_course_known")),
        sa.CheckConstraint(
            "enjoyed is null or enjoyed in ('yes', 'a_little', 'no')",
            name=op.f("ck_training_opinion_enjoyed_known"),
        ),
        sa.CheckConstraint(
            "understood is null or understood in ('fully', 'a_little', 'no')",
            name=op.f("ck_training_opinion_understood_known"),
        ),
        people=("person_id",),
        unique=[("person_id", "course")],
    )
    make_owned(
        "training_opinion_count",
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.CheckConstraint(COURSE, name=op.f("ck_training_opinion_count_course_known")),
        unique=[("course",)],
    )


def words():
    make_owned(
        "glossary_word",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        people=("written_by",),
        unique=[("slug",)],
    )
    make_owned(
        "unclear_word",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
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


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
