"""What was written together can be redacted, on the record."""

from migrations.owned import let_redact

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# table -> (what somebody wrote freely, all its other columns)
REDACTABLE = {
    "suggestion": (
        "words reason",
        "authority_id id tender_id round_id member_id number kind about_id about was card"
        " shows_name made_at",
    ),
    "backing": ("words", "authority_id id suggestion_id tender_id member_id made_at"),
    "suggestion_answer": (
        "theme reason",
        "authority_id id tender_id outcome part part_id part_title answered_by answered_at",
    ),
    "suggestion_questioned": (
        "words",
        "authority_id id suggestion_id answer_id tender_id member_id made_at",
    ),
    "panel_sign_off_said": (
        "words",
        "authority_id id sign_off_id tender_id member_id version said said_at",
    ),
    "worry_answered": (
        "worry answer",
        "authority_id id said_id tender_id answered_by answered_at",
    ),
}


def upgrade():
    for table, (texts, others) in REDACTABLE.items():
        let_redact(table, texts.split(), others.split())
    version = "authority_id id tender_id number made_by made_at"
    let_redact("specification_version", ["why"], version.split(), documents=["document"])


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
