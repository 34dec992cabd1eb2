"""Words of a published tender can be taken out, on the record; everybody reads that they were."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import (
    follow_only,
    let_redact,
    let_redact_frozen,
    let_redact_public,
    only_add_to,
)

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

APPEND_ONLY = ["notice_redaction"]
DAYS = ["deadline_at", "marking_ends_on", "decision_on", "starts_on"]
TENDER_STAYS = "authority_id id title reference regime created_at published_at".split()
TENDER_TEXTS = """
    description plain_description regime_reason why_together charter plain_charter
""".split()
NOTICE_STAYS = "id authority_id title reference regime published_at method_sha256".split()
NOTICE_TEXTS = ["description", "plain_description", "specification_sha256", "document"]
FROZEN = {
    "paragraph": ["words", "plain_words"],
    "criterion": ["question", "plain_question"],
    "gate": ["question", "plain_question"],
    "descriptor": ["words", "plain_words"],
    "method_settings": ["price_covers", "plain_price_covers"],
}
PUBLIC = {
    "notice_version": (["reason", "specification_sha256"], ["specification"]),
    "notice_answer": (["question", "answer"], []),
    "notice_briefing": (["place", "words", "answers"], []),
    "notice_end": (["reason"], []),
    "open_release": ([], ["content"]),
}
SUGGESTION = """
    authority_id id tender_id round_id member_id number kind about_id about card shows_name
    through_helper made_at
""".split()


def upgrade():
    op.add_column("tender", sa.Column("reworded_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "notice_redaction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "why in ('person', 'danger', 'secret', 'law')",
            name=op.f("ck_notice_redaction_why_known"),
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_redaction_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_redaction")),
        sa.UniqueConstraint(
            "notice_id", "number", name=op.f("uq_notice_redaction_notice_id_number")
        ),
    )
    only_add_to(*APPEND_ONLY)
    _of_tender_and_notice()
    for table, texts in FROZEN.items():
        let_redact_frozen(table, texts, "id" if table == "method_settings" else "tender_id")
    for table, (texts, papers) in PUBLIC.items():
        let_redact_public(table, texts, papers)
    _of_what_led_to_it()


def _of_tender_and_notice():
    on = " on tender" if op.get_bind().dialect.name == "postgresql" else ""
    for column in ("why_together", "charter", "plain_charter"):
        op.execute(f"drop trigger freeze_{column}_tender{on}")
    published = "old.published_at is not null"
    message = "a published tender keeps its facts"
    follow_only("tender", message, TENDER_STAYS, DAYS, given=published, texts=TENDER_TEXTS)
    follow_only(
        "notice",
        "notice is only ever added to",
        NOTICE_STAYS,
        DAYS[:1],
        documents=["document"],
        must=True,
        texts=NOTICE_TEXTS,
    )


def _of_what_led_to_it():
    """Rows of the authority from which something was published."""
    version = "authority_id id tender_id number made_by made_at".split()
    let_redact("specification_version", ["why"], version, papers=["document"])
    let_redact("suggestion", ["was", "words", "reason"], SUGGESTION)
    for table, texts in {
        "clarification_answer": ["wording", "words", "reason"],
        "influence": ["words", "cannot_change"],
        "without_sign_off": ["reason"],
    }.items():
        columns = sa.inspect(op.get_bind()).get_columns(table)
        let_redact(table, texts, [x["name"] for x in columns if x["name"] not in texts])


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
