"""Which package of the price schedule a contract buys, and why."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import let_redact

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

APPEND_ONLY = []
KEPT = "authority_id id tender_id signed_on starts_on ends_on package recorded_by recorded_at"


def upgrade():
    for name, kind in (("package", sa.String()), ("package_reason", sa.Text())):
        op.add_column("contract", sa.Column(name, kind, nullable=False, server_default=""))
    let_redact("contract", ["package_reason"], KEPT.split())


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
