"""When the people who read a worry do so; who marked may question an answer too."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import let_redact, make_owned, only_add_to, raise_walls

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ONE_ASKS = "(member_id is null) <> (seat_id is null)"
QUESTION = "authority_id id line_id tender_id member_id number words through_helper asked_at"


def upgrade():
    make_owned(
        "safety_hours",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("on_holidays", sa.Boolean(), nullable=False),
        sa.CheckConstraint("opens < closes", name=op.f("ck_safety_hours_in_order")),
        unique=[("person_id",)],
    )
    if op.get_bind().dialect.name == "postgresql":
        _let_seats_ask()
    else:
        _make_anew()
    others = [name for name in QUESTION.split() if name != "words"]
    let_redact("line_question", ["words"], [*others, "seat_id"])
    raise_walls("safety_hours")


def _let_seats_ask():
    op.alter_column("line_question", "member_id", nullable=True)
    op.add_column("line_question", sa.Column("seat_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_line_question_authority_id_seat_id_seat"),
        "line_question",
        "seat",
        ["authority_id", "seat_id"],
        ["authority_id", "id"],
        initially="DEFERRED",
        deferrable=True,
    )
    op.create_unique_constraint(
        op.f("uq_line_question_authority_id_line_id_seat_id"),
        "line_question",
        ["authority_id", "line_id", "seat_id"],
    )
    op.create_check_constraint(op.f("ck_line_question_one_asks"), "line_question", ONE_ASKS)


def _make_anew():
    """SQLite can't let a column be empty that couldn't: the rows go into a new table of the same
    name, so that what refers to them (deferred) finds them there."""
    names = QUESTION.replace(" ", ", ")
    op.execute(f"create temporary table asked_before as select {names} from line_question")
    op.execute("drop table line_question")
    make_owned(
        "line_question",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("seat_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("through_helper", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(ONE_ASKS, name=op.f("ck_line_question_one_asks")),
        parents={"line_id": "telling_line", "member_id": "panel_member", "seat_id": "seat"},
        unique=[("tender_id", "number"), ("line_id", "member_id"), ("line_id", "seat_id")],
    )
    op.execute(f"insert into line_question ({names}) select {names} from asked_before")
    op.execute("drop table asked_before")
    only_add_to("line_question")


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
