"""The Merkle log: leaves, nodes and checkpoints; TRUNCATE is refused too.

Events that are there already get their nonce and leaf here, in their order.
"""

import hashlib
import json
import secrets
import uuid
from datetime import UTC

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NEW = ["log_node", "checkpoint"]

# What 0002 lets nobody change; on PostgreSQL nobody empties it either.
KEPT = """
    event pseudonym submission withdrawal bid origin answer gate_answer bid_price
    gate_confirmation declaration conflict_decision mark voided moderation agreed_mark presence
    sign_off run decision approval letter letter_opening award_notice notice
    sealed_fact log sheet tender
    section evaluator_group scale descriptor criterion share gate tie_break method_settings
""".split()

INSTALLATION = uuid.UUID(int=0)
STEP = 4


def upgrade():
    op.add_column("log", sa.Column("peaks", sa.JSON(), nullable=False, server_default="[]"))
    for column in ("nonce", "leaf"):
        op.add_column("event", sa.Column(column, sa.String(), nullable=False, server_default=""))
    _make_nodes()
    _make_checkpoints()
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    _grow_leaves(is_postgresql)
    for table in NEW:
        for act in ("update", "delete"):
            _refuse(table, act, is_postgresql)
    if is_postgresql:
        for table in [*KEPT, *NEW]:
            op.execute(
                f"create trigger refuse_truncate_{table} before truncate on {table}"
                f" for each statement execute function refuse_change('{table} is never emptied')"
            )
        for table in NEW:
            mine = "authority_id = nullif(current_setting('app.tenant_id', true), '')::uuid"
            op.execute(f"alter table {table} enable row level security")
            op.execute(f"alter table {table} force row level security")
            op.execute(f"create policy wall on {table} using ({mine}) with check ({mine})")


def _make_nodes():
    op.create_table(
        "log_node",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("log_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        _to_log("log_node"),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_log_node"),
        sa.UniqueConstraint(
            "authority_id", "log_id", "level", "place",
            name="uq_log_node_authority_id_log_id_level_place",
        ),
    )  # fmt: skip


def _make_checkpoints():
    op.create_table(
        "checkpoint",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("log_id", sa.Uuid(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        _to_log("checkpoint"),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_checkpoint"),
        sa.UniqueConstraint(
            "authority_id", "log_id", "size", name="uq_checkpoint_authority_id_log_id_size"
        ),
    )


def _to_log(table):
    return sa.ForeignKeyConstraint(
        ["authority_id", "log_id"],
        ["log.authority_id", "log.id"],
        name=f"fk_{table}_authority_id_log_id_log",
        initially="DEFERRED",
        deferrable=True,
    )


def _refuse(table, act, is_postgresql):
    message = f"{table} is only ever added to"
    if is_postgresql:
        op.execute(
            f"create trigger refuse_{act}_{table} before {act} on {table}"
            f" for each row execute function refuse_change('{message}')"
        )
    else:
        op.execute(
            f"create trigger refuse_{act}_{table} before {act} on {table}"
            f" begin select raise(abort, '{message}'); end"
        )


# ------------------------------------------------------------------ events that are there already

log = sa.table("log", sa.column("authority_id", sa.Uuid()), sa.column("id", sa.Uuid()),
               sa.column("peaks", sa.JSON()))  # fmt: skip
event = sa.table(
    "event", sa.column("authority_id", sa.Uuid()), sa.column("id", sa.Uuid()),
    sa.column("log_id", sa.Uuid()), sa.column("number", sa.Integer()), sa.column("name", sa.String()),
    sa.column("at", sa.DateTime(timezone=True)), sa.column("actor", sa.String()),
    sa.column("actor_role", sa.String()), sa.column("facts", sa.JSON()),
    sa.column("seals", sa.JSON()), sa.column("nonce", sa.String()), sa.column("leaf", sa.String()),
)  # fmt: skip
node = sa.table(
    "log_node", sa.column("authority_id", sa.Uuid()), sa.column("id", sa.Uuid()),
    sa.column("log_id", sa.Uuid()), sa.column("level", sa.Integer()),
    sa.column("place", sa.Integer()), sa.column("hash", sa.String()),
)  # fmt: skip


def _grow_leaves(is_postgresql):
    """Give each event its leaf; the trigger that keeps events as they are stands aside for it."""
    bind = op.get_bind()
    if is_postgresql:
        op.execute("alter table event disable trigger refuse_update_event")
    else:
        op.execute("drop trigger refuse_update_event")
    owners = bind.execute(sa.text("select id from authority")).scalars().all()
    for owner in [*owners, INSTALLATION]:
        owner_id = owner if isinstance(owner, uuid.UUID) else uuid.UUID(str(owner))
        if is_postgresql:  # the walls bind the owner of the tables too
            tell = sa.text("select set_config('app.tenant_id', :owner, true)")
            bind.execute(tell, {"owner": str(owner_id)})
        for head in bind.execute(sa.select(log).where(log.c.authority_id == owner_id)).all():
            _grow(bind, head)
    if is_postgresql:
        op.execute("set constraints all immediate")  # a table with checks to come can't be altered
        op.execute("alter table event enable trigger refuse_update_event")
    else:
        _refuse("event", "update", is_postgresql)


def _grow(bind, head):
    peaks = []
    its = (event.c.authority_id == head.authority_id, event.c.log_id == head.id)
    for row in bind.execute(sa.select(event).where(*its).order_by(event.c.number)).all():
        nonce = secrets.token_hex(16)
        leaf = hashlib.sha256(b"\x00" + _contents(row, nonce)).digest()
        changed = sa.update(event).where(
            event.c.authority_id == row.authority_id, event.c.id == row.id
        )
        bind.execute(changed.values(nonce=nonce, leaf=leaf.hex()))
        _append(bind, head, peaks, row.number - 1, leaf)
    mine = (log.c.authority_id == head.authority_id, log.c.id == head.id)
    bind.execute(sa.update(log).where(*mine).values(peaks=[each.hex() for each in peaks]))


def _append(bind, head, peaks, place, leaf):
    level, made = 0, leaf
    while place & 1:
        level, place = level + 1, place >> 1
        made = hashlib.sha256(b"\x01" + peaks.pop() + made).digest()
        if level % STEP == 0:
            bind.execute(
                sa.insert(node).values(
                    authority_id=head.authority_id, id=uuid.uuid4(), log_id=head.id,
                    level=level, place=place, hash=made.hex(),
                )
            )  # fmt: skip
    peaks.append(made)


def _contents(row, nonce):
    at = row.at.replace(tzinfo=UTC) if row.at.tzinfo is None else row.at.astimezone(UTC)
    contents = {
        "log": str(row.log_id), "number": row.number, "name": row.name, "at": at.isoformat(),
        "actor": row.actor, "role": row.actor_role, "facts": row.facts, "seals": row.seals,
        "nonce": nonce,
    }  # fmt: skip
    text = json.dumps(contents, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
