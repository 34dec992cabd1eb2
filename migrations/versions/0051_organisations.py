"""What an organisation that bids tells once, who of it sends bids, and answers in plain words."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

APPEND_ONLY = []
STRINGS = ["company_number", "charity_number", "size", "contact", "phone"]
TEXTS = ["trading_names", "registered_address"]


def upgrade():
    for name in STRINGS:
        _tell("provider", name, sa.String())
    for name in TEXTS:
        _tell("provider", name, sa.Text())
    op.add_column("provider", sa.Column("is_vcse", sa.Boolean(), nullable=True))
    _tell("provider", "insurances", sa.JSON(), "{}")
    op.execute(  # in one statement, since SQLite gives no check to a column that is there
        "alter table role add column writes_only boolean not null default false"
        " constraint ck_role_writes_bids check (not writes_only or name = 'provider_member')"
    )
    _tell("invitation", "writes_only", sa.Boolean(), sa.false())
    _tell("criterion", "wants_plain", sa.Boolean(), sa.false())


def _tell(table, name, kind, usual=""):
    op.add_column(table, sa.Column(name, kind, nullable=False, server_default=usual))


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
