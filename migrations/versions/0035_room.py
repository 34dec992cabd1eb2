"""The moderation room: sessions, the table, first rounds, warnings overruled, dissent."""

import sqlalchemy as sa

from migrations.owned import let_redact, make_owned, only_add_to, raise_walls

revision = "0035"
down_revision = "0033"
branch_labels = None
depends_on = None

APPEND_ONLY = ["attendance", "laid", "group_talk", "overruled", "dissent"]
TABLES = [*APPEND_ONLY, "talk_session", "talk_item", "room_pulse"]
ITEM = {"bid_id": "bid", "criterion_id": "criterion"}
SESSION = {"session_id": "talk_session"}
GROUP = {"group_id": "evaluator_group"}


def upgrade():
    _make_sessions()
    _make_table()
    _make_words()
    only_add_to(*APPEND_ONLY)
    _let_redact()
    raise_walls(*TABLES)


def _make_sessions():
    make_owned(
        "talk_session",
        *_ids("tender_id"),
        _number("number"),
        _at("starts_at"),
        _number("minutes"),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("facilitator", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("minutes between 1 and 60", name="ck_talk_session_an_hour_at_most"),
        parents={"tender_id": "tender"},
        unique=[("tender_id", "number")],
    )
    make_owned(
        "talk_item",
        *_ids("tender_id", "session_id", "bid_id", "criterion_id"),
        _number("position"),
        parents=SESSION | ITEM,
        unique=[("bid_id", "criterion_id")],
    )
    make_owned(
        "attendance",
        *_ids("tender_id", "session_id", "seat_id"),
        _at("came_at"),
        parents=SESSION | {"seat_id": "seat"},
        unique=[("session_id", "seat_id")],
    )


def _make_table():
    make_owned(
        "laid",
        *_ids("tender_id", "session_id", "bid_id", "criterion_id"),
        sa.Column("group_id", sa.Uuid()),
        _number("number"),
        _at("laid_at"),
        parents=SESSION | ITEM | GROUP,
        unique=[("tender_id", "number")],
    )
    make_owned("room_pulse", _number("beats"), parents={"id": "tender"})


def _make_words():
    make_owned(
        "group_talk",
        *_ids("tender_id", "bid_id", "criterion_id", "group_id"),
        _number("version"),
        _words("words"),
        *_ids("noted_by"),
        _at("noted_at"),
        parents=ITEM | GROUP,
        people=("noted_by",),
        unique=[("bid_id", "criterion_id", "group_id", "version")],
    )
    make_owned(
        "overruled",
        *_ids("tender_id"),
        sa.Column("warnings", sa.JSON(), nullable=False),
        _words("reason"),
        parents={"id": "moderation"},
    )
    make_owned(
        "dissent",
        *_ids("tender_id", "moderation_id", "seat_id"),
        _words("words"),
        _at("said_at"),
        parents={"moderation_id": "moderation", "seat_id": "seat"},
        unique=[("moderation_id", "seat_id")],
    )


def _let_redact():
    ours = ["authority_id", "id", "tender_id"]
    talk = "bid_id criterion_id group_id version noted_by noted_at".split()
    let_redact("group_talk", ["words"], [*ours, *talk])
    let_redact("overruled", ["reason"], ours, documents=["warnings"])
    let_redact("dissent", ["words"], [*ours, "moderation_id", "seat_id", "said_at"])


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _number(name):
    return sa.Column(name, sa.Integer(), nullable=False)


def _words(name):
    return sa.Column(name, sa.Text(), nullable=False)


def _at(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
