"""What was told in letters may be decided again: new letters stand beside the old ones."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import freeze_column, let_redact

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

APPEND_ONLY = []


def upgrade():
    _at("tender", "reopened_at")
    _at("notice_award", "reopened_at")
    op.add_column("reopening", sa.Column("issue", sa.Integer(), nullable=True))
    ground = sa.Column("ground", sa.String(), nullable=False, server_default="mistake")
    op.add_column("reopening", ground)
    let_redact("reopening", ["reason"], _names("reopening", "reopened_by reopened_at issue ground"))
    never_back = "(new.reopened_at is null or new.reopened_at < old.reopened_at)"
    freeze_column("tender", "reopened_at", f"old.reopened_at is not null and {never_back}")
    for table, before in (("letter", ["bid_id"]), ("outcome_way", ["tender_id", "member_id"])):
        issue = sa.Column("issue", sa.Integer(), nullable=False, server_default="1")
        op.add_column(table, issue)
        _know_by(table, before, [*before, "issue"])


def _names(table, more):
    return f"authority_id id tender_id run_id {more}".split()


def _at(table, column):
    op.add_column(table, sa.Column(column, sa.DateTime(timezone=True), nullable=True))


def _know_by(table, before, after):
    """Other columns tell rows apart; SQLite makes the table anew, and its triggers with it."""
    old, new = (f"uq_{table}_authority_id_{'_'.join(names)}" for names in (before, after))
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(old), table, type_="unique")
        op.create_unique_constraint(op.f(new), table, ["authority_id", *after])
        return
    wanted = sa.text("select sql from sqlite_master where type = 'trigger' and tbl_name = :table")
    triggers = op.get_bind().execute(wanted, {"table": table}).scalars().all()
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(old), type_="unique")
        batch.create_unique_constraint(op.f(new), ["authority_id", *after])
    for trigger in triggers:
        op.execute(trigger)


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
