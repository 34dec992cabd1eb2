"""The desk looks through what supports answers to pass/fail questions, and takes out of it."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import make_owned, only_add_to, raise_walls

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

APPEND_ONLY = ["shown_evidence"]
BEFORE = (
    "authority_id id tender_id bid_id number criterion_id page_id begins ends kind words box"
    " found_by"
).split()
IN_ONE_PLACE = (
    "case when criterion_id is null then 0 else 1 end"
    " + case when gate_id is null then 0 else 1 end"
    " + case when page_id is null then 0 else 1 end = 1"
)


def upgrade():
    make_owned(
        "shown_evidence",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("gate_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        parents={"bid_id": "bid", "gate_id": "gate"},
        unique=[("bid_id", "gate_id")],
    )
    only_add_to(*APPEND_ONLY)
    raise_walls(*APPEND_ONLY)
    if op.get_bind().dialect.name == "postgresql":
        _change_findings()
    else:
        _make_findings_anew()


def _change_findings():
    op.add_column("desk_finding", sa.Column("gate_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_desk_finding_authority_id_gate_id_gate"),
        "desk_finding",
        "gate",
        ["authority_id", "gate_id"],
        ["authority_id", "id"],
        initially="DEFERRED",
        deferrable=True,
    )
    op.drop_constraint(op.f("ck_desk_finding_in_one_place"), "desk_finding")
    op.create_check_constraint(op.f("ck_desk_finding_in_one_place"), "desk_finding", IN_ONE_PLACE)


def _make_findings_anew():
    """SQLite can't change a check: the rows wait aside while the table is made again."""
    op.execute("create table finding_aside as select * from desk_finding")
    op.drop_table("desk_finding")
    make_owned(
        "desk_finding",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("tender_id", "bid_id")),
        sa.Column("number", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Uuid(), nullable=True)
            for name in ("criterion_id", "gate_id", "page_id")
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("begins", "ends")),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("box", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("found_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(IN_ONE_PLACE, name=op.f("ck_desk_finding_in_one_place")),
        sa.CheckConstraint(
            "(kind = 'area') = (box is not null)", name=op.f("ck_desk_finding_areas_have_a_box")
        ),
        parents={
            "bid_id": "bid",
            "criterion_id": "criterion",
            "gate_id": "gate",
            "page_id": "clean_page",
        },
        people=("found_by",),
        unique=[("bid_id", "number")],
    )
    columns = ", ".join(BEFORE)
    op.execute(f"insert into desk_finding ({columns}) select {columns} from finding_aside")
    op.drop_table("finding_aside")
    only_add_to("desk_finding")


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
