"""How pages look for each person, and the languages that an authority offers."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "display",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("size", sa.String(), nullable=False),
        sa.Column("spacing", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_display_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_display")),
    )
    op.add_column(
        "authority",
        sa.Column("offers_welsh", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade():
    op.drop_column("authority", "offers_welsh")
    op.drop_table("display")
