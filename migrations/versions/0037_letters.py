"""What an editor adds to letters, what is kept back, letters as files, and questions after them."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import let_redact, make_owned, only_add_to, raise_walls

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

APPEND_ONLY = [
    "letter_addition",
    "withheld_passage",
    "withheld_end",
    "debrief_day",
    "debrief_question",
    "debrief_answer",
    "outcome_way",
    "outcome_told",
]
TABLES = [*APPEND_ONLY, "letter_files_wanted", "letter_file"]


def upgrade():
    _make_additions()
    _make_withheld()
    _make_debriefs()
    _make_files()
    _make_told()
    only_add_to(*APPEND_ONLY)
    _let_redact()
    raise_walls(*TABLES)


def _make_additions():
    make_owned(
        "letter_addition",
        *_ids("tender_id", "bid_id"),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("overruled", sa.JSON(), nullable=False),
        *_ids("written_by"),
        _at("written_at"),
        parents={"bid_id": "bid"},
        people=("written_by",),
        unique=[("bid_id", "part", "version")],
    )


def _make_withheld():
    table = "withheld_passage"
    grounds = "ground in ('security', 'commercial', 'name', 'stands')"
    make_owned(
        table,
        *_ids("tender_id", "bid_id"),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_ids("withheld_by"),
        _at("withheld_at"),
        sa.CheckConstraint(grounds, name=op.f(f"ck_{table}_ground_known")),
        parents={"bid_id": "bid"},
        people=("withheld_by",),
        unique=[("bid_id", "part", "number")],
    )
    make_owned(
        "withheld_end",
        *_ids("tender_id", "ended_by"),
        _at("ended_at"),
        parents={"id": "withheld_passage"},
        people=("ended_by",),
    )


def _make_debriefs():
    make_owned(
        "debrief_day",
        *_ids("tender_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *_ids("set_by"),
        _at("set_at"),
        parents={"tender_id": "tender"},
        people=("set_by",),
        unique=[("tender_id", "version")],
    )
    make_owned(
        "debrief_question",
        *_ids("tender_id", "letter_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        *_ids("asked_by"),
        _at("asked_at"),
        parents={"letter_id": "letter"},
        people=("asked_by",),
        unique=[("letter_id", "number")],
    )
    make_owned(
        "debrief_answer",
        *_ids("tender_id"),
        sa.Column("is_refused", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("overruled", sa.JSON(), nullable=False),
        *_ids("answered_by"),
        _at("answered_at"),
        parents={"id": "debrief_question"},
        people=("answered_by",),
    )


def _make_files():
    make_owned(
        "letter_files_wanted",
        *_ids("tender_id"),
        _at("wanted_at"),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        parents={"tender_id": "tender"},
        unique=[("tender_id",)],
    )
    make_owned(
        "letter_file",
        *_ids("tender_id", "letter_id"),
        sa.Column("made", sa.LargeBinary(), nullable=False),
        _at("made_at"),
        parents={"letter_id": "letter"},
        unique=[("letter_id",)],
    )


def _make_told():
    make_owned(
        "outcome_way",
        *_ids("tender_id", "member_id"),
        sa.Column("how", sa.String(), nullable=False),
        parents={"tender_id": "tender", "member_id": "panel_member"},
        unique=[("tender_id", "member_id")],
    )
    make_owned(
        "outcome_told",
        *_ids("tender_id"),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        parents={"id": "outcome_way"},
        people=("noted_by",),
    )


def _let_redact():
    """A name in these texts can be taken out; all the rest of the row stays (R26)."""
    added = "authority_id id tender_id bid_id part version written_by written_at"
    let_redact("letter_addition", ["words"], added.split(), ["overruled"])
    kept = "authority_id id tender_id bid_id part number ground withheld_by withheld_at"
    let_redact("withheld_passage", ["passage", "reason"], kept.split())
    asked = "authority_id id tender_id letter_id number asked_by asked_at"
    let_redact("debrief_question", ["words"], asked.split())
    answered = "authority_id id tender_id is_refused answered_by answered_at"
    let_redact("debrief_answer", ["words"], answered.split(), ["overruled"])


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _at(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
