"""A new opening officer takes another one's place after publication, with new shares."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import change_while, go_while, make_owned, raise_walls, refuse_emptying, refuse_when

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

APPEND_ONLY = []
UNDER_WAY = (
    "exists (select 1 from opener_change c where c.authority_id = old.authority_id"
    " and c.tender_id = old.tender_id and c.box is not null and c.ended_at is null)"
)
PUBLISHED = " or ".join(
    f"exists (select 1 from tender t where t.authority_id = {row}.authority_id"
    f" and t.id = {row}.tender_id and t.published_at is not null)"
    for row in ("old", "new")
)


def upgrade():
    table = "opener_change"
    make_owned(
        table,
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.Uuid(), nullable=False)
            for name in ("leaving_id", "person_id", "begun_by")
        ),
        _at("begun_at", nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=True),
        sa.Column("wrapped", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("box", sa.LargeBinary(), nullable=True),
        _at("handed_at"),
        _at("ended_at"),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "seat in ('first', 'second')", name=op.f(f"ck_{table}_seat_known")
        ),
        sa.CheckConstraint(
            "(public is null) = (wrapped is null)", name=op.f(f"ck_{table}_keys_together")
        ),
        sa.CheckConstraint(
            "box is null or ended_at is null", name=op.f(f"ck_{table}_no_share_stays")
        ),
        sa.CheckConstraint(
            "is_done = false or ended_at is not null", name=op.f(f"ck_{table}_done_at_its_end")
        ),
        parents={"tender_id": "tender"},
        people=("leaving_id", "person_id", "begun_by"),
        unique=[("tender_id", "number")],
    )
    raise_walls(table)
    refuse_when("update", table, "a change that is over stays", "old.ended_at is not null")
    refuse_when("delete", table, "a change of an officer stays", "1 = 1")
    refuse_emptying(table)
    frozen = f"({PUBLISHED}) and not {UNDER_WAY}"
    change_while("opener", "opener is frozen from publication on", frozen)
    go_while("key_share", "key_share is only ever added to", f"not {UNDER_WAY}")


def _at(name, nullable=True):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
