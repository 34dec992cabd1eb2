"""Who holds which role in an authority is found without reading everybody's."""

from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_index(op.f("ix_role_authority_id"), table_name="role")
    op.create_index(op.f("ix_role_authority_id_name"), "role", ["authority_id", "name"])


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
