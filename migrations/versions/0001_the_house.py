"""the house"""

import sqlalchemy as sa
from alembic import op


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "authority",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
        sa.UniqueConstraint("slug", name=op.f("uq_authority_slug")),
    )
    op.create_table(
        "log",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_log")),
    )
    op.create_table(
        "mail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("link_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("sign_in_name", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "email is not null or sign_in_name is not null", name=op.f("ck_person_can_sign_in")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("sign_in_name", name=op.f("uq_person_sign_in_name")),
    )
    op.create_table(
        "provider",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("identifier", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
        sa.UniqueConstraint("identifier", name=op.f("uq_provider_identifier")),
    )
    op.create_table(
        "tender",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("plain_description", sa.Text(), nullable=False),
        sa.Column("regime", sa.String(), nullable=False),
        sa.Column("regime_reason", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("marking_ends_on", sa.Date(), nullable=True),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(stage = 'drafting') = (published_at is null)",
            name=op.f("ck_tender_published_when_not_drafting"),
        ),
        sa.CheckConstraint(
            "(stage in ('released', 'contract')) = (released_at is not null)",
            name=op.f("ck_tender_released_once"),
        ),
        sa.CheckConstraint(
            "(stage in ('drafting', 'open', 'closed')) = (opened_at is null)",
            name=op.f("ck_tender_opened_after_the_deadline"),
        ),
        sa.CheckConstraint(
            "regime in ('light_touch', 'psr', 'ordinary', 'below_threshold')",
            name=op.f("ck_tender_regime_known"),
        ),
        sa.CheckConstraint(
            "revealed_at is null or stage in ('approved', 'released', 'contract')",
            name=op.f("ck_tender_revealed_after_approval"),
        ),
        sa.CheckConstraint(
            "stage in ('drafting', 'open', 'closed', 'opened', 'marking', 'moderating', 'deciding', 'approved', 'released', 'contract')",
            name=op.f("ck_tender_stage_known"),
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_tender")),
    )
    op.create_table(
        "award_notice",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("has_standstill", sa.Boolean(), nullable=False),
        sa.Column("standstill_ends_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "tender_id"],
            ["tender.authority_id", "tender.id"],
            name=op.f("fk_award_notice_authority_id_tender_id_tender"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["person.id"], name=op.f("fk_award_notice_recorded_by_person")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_award_notice")),
        sa.UniqueConstraint(
            "authority_id",
            "tender_id",
            "version",
            name=op.f("uq_award_notice_authority_id_tender_id_version"),
        ),
    )
    op.create_table(
        "bid",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "tender_id"],
            ["tender.authority_id", "tender.id"],
            name=op.f("fk_bid_authority_id_tender_id_tender"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_bid")),
        sa.UniqueConstraint(
            "authority_id", "tender_id", "label", name=op.f("uq_bid_authority_id_tender_id_label")
        ),
    )
    op.create_table(
        "bid_draft",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "tender_id"],
            ["tender.authority_id", "tender.id"],
            name=op.f("fk_bid_draft_authority_id_tender_id_tender"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_bid_draft_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_bid_draft")),
        sa.UniqueConstraint(
            "authority_id",
            "tender_id",
            "provider_id",
            name=op.f("uq_bid_draft_authority_id_tender_id_provider_id"),
        ),
    )
    op.create_table(
        "bid_entry",
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('draft', 'submitted', 'withdrawn', 'answered', 'read')",
            name=op.f("ck_bid_entry_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_bid_entry_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("provider_id", "id", name=op.f("pk_bid_entry")),
        sa.UniqueConstraint(
            "provider_id", "tender_id", name=op.f("uq_bid_entry_provider_id_tender_id")
        ),
    )
    op.create_table(
        "evaluator_group",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind in ('professional', 'young', 'parent')",
            name=op.f("ck_evaluator_group_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "tender_id"],
            ["tender.authority_id", "tender.id"],
            name=op.f("fk_evaluator_group_authority_id_tender_id_tender"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_evaluator_group")),
        sa.UniqueConstraint(
            "authority_id",
            "tender_id",
            "slug",
            name=op.f("uq_evaluator_group_authority_id_tender_id_slug"),
        ),
    )
    op.create_table(
        "event",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("log_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("actor_role", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("seals", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "log_id"],
            ["log.authority_id", "log.id"],
            name=op.f("fk_event_authority_id_log_id_log"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_event")),
        sa.UniqueConstraint(
            "authority_id", "log_id", "number", name=op.f("uq_event_authority_id_log_id_number")
        ),
    )
    op.create_table(
        "gate",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("plain_title", sa.String(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("plain_question", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "tender_id"],
            ["tender.authority_id", "tender.id"],
            name=op.f("fk_gate_authority_id_tender_id_tender"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_gate")),
        sa.UniqueConstraint(
            "authority_id", "tender_id", "code", name=op.f("uq_gate_authority_id_tender_id_code")
        ),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=True),
        sa.Column("tender_id", sa.Uuid(), nullable=True),
        sa.Column("provider_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(authority_id is null) <> (provider_id is null)",
            name=op.f("ck_invitation_into_one_house"),
        ),
        sa.CheckConstraint(
            "(person_id is null) = (tender_id is null)",
            name=op.f("ck_invitation_known_people_on_a_tender"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_invitation_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_invitation_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_invitation_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_invitation_token_sha256")),
    )
    op.create_table(
        "method_settings",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("price_method", sa.String(), nullable=True),
        sa.Column("price_weight", sa.String(64), nullable=True),
        sa.Column("price_covers", sa.Text(), nullable=False),
        sa.Column("plain_price_covers", sa.Text(), nullable=False),
        sa.Column("nil_price", sa.String(), nullable=True),
        sa.Column("ceiling", sa.String(64), nullable=True),
        sa.Column("floor", sa.String(64), nullable=True),
        sa.Column("minimum_quality", sa.String(64), nullable=True),
        sa.Column("rounding_places", sa.Integer(), nullable=False),
        sa.Column("rounding_rule", sa.String(), nullable=False),
        sa.Column("empty_group", sa.String(), nullable=False),
        sa.CheckConstraint(
            "empty_group in ('refuse', 'others')", name=op.f("ck_method_settings_empty_group_known")
        ),
        sa.CheckConstraint(
            "nil_price in ('refuse', 'full')", name=op.f("ck_method_settings_nil_price_known")
        ),
        sa.CheckConstraint(
            "price_method in ('none', 'lowest_over_bid', 'mean_deviation', 'linear', 'per_quality_point', 'fixed')",
            name=op.f("ck_method_settings_price_method_known"),
        ),
        sa.CheckConstraint(
            "rounding_rule in ('half_up', 'half_even', 'down')",
            name=op.f("ck_method_settings_rounding_rule_known"),
        ),
        sa.CheckConstraint(
            "rounding_places between 0 and 6",
            name=op.f("ck_method_settings_rounding_places_in_range"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "id"],
            ["tender.authority_id", "tender.id"],
            name=op.f("fk_method_settings_authority_id_id_tender"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_method_settings")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("plain_description", sa.Text(), nullable=False),
        sa.Column("regime", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("method_sha256", sa.String(), nullable=False),
        sa.Column("specification_sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_notice_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_authority_id"), ["authority_id"], unique=False)

    op.create_table(
        "pseudonym",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("log_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "log_id"],
            ["log.authority_id", "log.id"],
            name=op.f("fk_pseudonym_authority_id_log_id_log"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_pseudonym")),
        sa.UniqueConstraint(
            "authority_id",
            "log_id",
            "person_id",
            name=op.f("uq_pseudonym_authority_id_log_id_person_id"),
        ),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=True),
        sa.Column("tender_id", sa.Uuid(), nullable=True),
        sa.Column("provider_id", sa.Uuid(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(name <> 'evaluator' or tender_id is not null)"
            " and (name <> 'panel_member' or tender_id is null)",
            name=op.f("ck_role_evaluators_on_a_tender"),
        ),
        sa.CheckConstraint(
            "(name in ('evaluator', 'panel_member')) = (kind is not null)",
            name=op.f("ck_role_kind_of_panel"),
        ),
        sa.CheckConstraint(
            "(name = 'operator' and authority_id is null and provider_id is null) or (name = 'provider_member' and provider_id is not null and authority_id is null) or (name not in ('operator', 'provider_member') and authority_id is not null and provider_id is null)",
            name=op.f("ck_role_held_somewhere"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_role_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_role_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_role_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
    )
    with op.batch_alter_table("role", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_person_id"), ["person_id"], unique=False)

    op.create_table(
        "run",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "tender_id"],
            ["tender.authority_id", "tender.id"],
            name=op.f("fk_run_authority_id_tender_id_tender"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_run_made_by_person")),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_run")),
        sa.UniqueConstraint(
            "authority_id", "tender_id", "number", name=op.f("uq_run_authority_id_tender_id_number")
        ),
    )
    op.create_table(
        "scale",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("lowest", sa.String(64), nullable=False),
        sa.Column("highest", sa.String(64), nullable=False),
        sa.Column("step", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "tender_id"],
            ["tender.authority_id", "tender.id"],
            name=op.f("fk_scale_authority_id_tender_id_tender"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_scale")),
    )
    op.create_table(
        "section",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("plain_body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "tender_id"],
            ["tender.authority_id", "tender.id"],
            name=op.f("fk_section_authority_id_tender_id_tender"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_section")),
    )
    op.create_table(
        "submission",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "tender_id"],
            ["tender.authority_id", "tender.id"],
            name=op.f("fk_submission_authority_id_tender_id_tender"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_submission_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_submission")),
    )
    op.create_table(
        "tie_break",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("of", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(by in ('criterion', 'group')) = (of is not null)",
            name=op.f("ck_tie_break_of_something"),
        ),
        sa.CheckConstraint(
            "by in ('criterion', 'group', 'quality', 'price')", name=op.f("ck_tie_break_by_known")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "tender_id"],
            ["tender.authority_id", "tender.id"],
            name=op.f("fk_tie_break_authority_id_tender_id_tender"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_tie_break")),
    )
    op.create_table(
        "bid_price",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("amount", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "id"],
            ["bid.authority_id", "bid.id"],
            name=op.f("fk_bid_price_authority_id_id_bid"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_bid_price")),
    )
    op.create_table(
        "criterion",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("scale_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("plain_title", sa.String(), nullable=False),
        sa.Column("weight", sa.String(64), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("plain_question", sa.Text(), nullable=False),
        sa.Column("word_limit", sa.Integer(), nullable=False),
        sa.Column("group_mark", sa.String(), nullable=False),
        sa.Column("minimum_mark", sa.String(64), nullable=True),
        sa.Column("minimum_of", sa.String(), nullable=True),
        sa.CheckConstraint(
            "group_mark in ('mean', 'median', 'agreed')", name=op.f("ck_criterion_group_mark_known")
        ),
        sa.CheckConstraint(
            "(minimum_mark is null) = (minimum_of is null)",
            name=op.f("ck_criterion_minimum_whole_or_absent"),
        ),
        sa.CheckConstraint("word_limit > 0", name=op.f("ck_criterion_word_limit_positive")),
        sa.ForeignKeyConstraint(
            ["authority_id", "scale_id"],
            ["scale.authority_id", "scale.id"],
            name=op.f("fk_criterion_authority_id_scale_id_scale"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "tender_id"],
            ["tender.authority_id", "tender.id"],
            name=op.f("fk_criterion_authority_id_tender_id_tender"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_criterion")),
        sa.UniqueConstraint(
            "authority_id",
            "tender_id",
            "code",
            name=op.f("uq_criterion_authority_id_tender_id_code"),
        ),
    )
    op.create_table(
        "decision",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("bid_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "bid_id"],
            ["bid.authority_id", "bid.id"],
            name=op.f("fk_decision_authority_id_bid_id_bid"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "run_id"],
            ["run.authority_id", "run.id"],
            name=op.f("fk_decision_authority_id_run_id_run"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_decision_made_by_person")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_decision")),
        sa.UniqueConstraint(
            "authority_id",
            "tender_id",
            "version",
            name=op.f("uq_decision_authority_id_tender_id_version"),
        ),
    )
    op.create_table(
        "descriptor",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scale_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("plain_name", sa.String(), nullable=False),
        sa.Column("plain_words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "scale_id"],
            ["scale.authority_id", "scale.id"],
            name=op.f("fk_descriptor_authority_id_scale_id_scale"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_descriptor")),
        sa.UniqueConstraint(
            "authority_id",
            "scale_id",
            "position",
            name=op.f("uq_descriptor_authority_id_scale_id_position"),
        ),
    )
    op.create_table(
        "gate_answer",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("gate_id", sa.Uuid(), nullable=False),
        sa.Column("passes", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "bid_id"],
            ["bid.authority_id", "bid.id"],
            name=op.f("fk_gate_answer_authority_id_bid_id_bid"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "gate_id"],
            ["gate.authority_id", "gate.id"],
            name=op.f("fk_gate_answer_authority_id_gate_id_gate"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_gate_answer")),
        sa.UniqueConstraint(
            "authority_id",
            "bid_id",
            "gate_id",
            name=op.f("uq_gate_answer_authority_id_bid_id_gate_id"),
        ),
    )
    op.create_table(
        "gate_confirmation",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("gate_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "bid_id"],
            ["bid.authority_id", "bid.id"],
            name=op.f("fk_gate_confirmation_authority_id_bid_id_bid"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "gate_id"],
            ["gate.authority_id", "gate.id"],
            name=op.f("fk_gate_confirmation_authority_id_gate_id_gate"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["person.id"], name=op.f("fk_gate_confirmation_confirmed_by_person")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_gate_confirmation")),
        sa.UniqueConstraint(
            "authority_id",
            "bid_id",
            "gate_id",
            "version",
            name=op.f("uq_gate_confirmation_authority_id_bid_id_gate_id_version"),
        ),
    )
    op.create_table(
        "letter",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "bid_id"],
            ["bid.authority_id", "bid.id"],
            name=op.f("fk_letter_authority_id_bid_id_bid"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_letter_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_letter")),
        sa.UniqueConstraint("authority_id", "bid_id", name=op.f("uq_letter_authority_id_bid_id")),
    )
    op.create_table(
        "origin",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "id"],
            ["bid.authority_id", "bid.id"],
            name=op.f("fk_origin_authority_id_id_bid"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "submission_id"],
            ["submission.authority_id", "submission.id"],
            name=op.f("fk_origin_authority_id_submission_id_submission"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_origin_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_origin")),
        sa.UniqueConstraint(
            "authority_id",
            "tender_id",
            "provider_id",
            name=op.f("uq_origin_authority_id_tender_id_provider_id"),
        ),
    )
    op.create_table(
        "sealed_fact",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "event_id"],
            ["event.authority_id", "event.id"],
            name=op.f("fk_sealed_fact_authority_id_event_id_event"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_sealed_fact")),
        sa.UniqueConstraint(
            "authority_id",
            "event_id",
            "name",
            name=op.f("uq_sealed_fact_authority_id_event_id_name"),
        ),
    )
    op.create_table(
        "seat",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "group_id"],
            ["evaluator_group.authority_id", "evaluator_group.id"],
            name=op.f("fk_seat_authority_id_group_id_evaluator_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "tender_id"],
            ["tender.authority_id", "tender.id"],
            name=op.f("fk_seat_authority_id_tender_id_tender"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_seat_person_id_person")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_seat")),
        sa.UniqueConstraint(
            "authority_id",
            "tender_id",
            "person_id",
            name=op.f("uq_seat_authority_id_tender_id_person_id"),
        ),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id_person")
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_sign_in_role_id_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_person_id"), ["person_id"], unique=False)

    op.create_table(
        "withdrawal",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "submission_id"],
            ["submission.authority_id", "submission.id"],
            name=op.f("fk_withdrawal_authority_id_submission_id_submission"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_withdrawal")),
        sa.UniqueConstraint(
            "authority_id", "submission_id", name=op.f("uq_withdrawal_authority_id_submission_id")
        ),
    )
    op.create_table(
        "answer",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "bid_id"],
            ["bid.authority_id", "bid.id"],
            name=op.f("fk_answer_authority_id_bid_id_bid"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "criterion_id"],
            ["criterion.authority_id", "criterion.id"],
            name=op.f("fk_answer_authority_id_criterion_id_criterion"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_answer")),
        sa.UniqueConstraint(
            "authority_id",
            "bid_id",
            "criterion_id",
            name=op.f("uq_answer_authority_id_bid_id_criterion_id"),
        ),
    )
    op.create_table(
        "approval",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "id"],
            ["decision.authority_id", "decision.id"],
            name=op.f("fk_approval_authority_id_id_decision"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["given_by"], ["person.id"], name=op.f("fk_approval_given_by_person")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_approval")),
    )
    op.create_table(
        "declaration",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("has_used", sa.Boolean(), nullable=False),
        sa.Column("has_interest", sa.Boolean(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("needs_decision", sa.Boolean(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "seat_id"],
            ["seat.authority_id", "seat.id"],
            name=op.f("fk_declaration_authority_id_seat_id_seat"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_declaration_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_declaration")),
        sa.UniqueConstraint(
            "authority_id",
            "seat_id",
            "provider_id",
            "version",
            name=op.f("uq_declaration_authority_id_seat_id_provider_id_version"),
        ),
    )
    op.create_table(
        "letter_opening",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "letter_id"],
            ["letter.authority_id", "letter.id"],
            name=op.f("fk_letter_opening_authority_id_letter_id_letter"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_letter_opening_person_id_person")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_letter_opening")),
        sa.UniqueConstraint(
            "authority_id",
            "letter_id",
            "person_id",
            name=op.f("uq_letter_opening_authority_id_letter_id_person_id"),
        ),
    )
    op.create_table(
        "moderation",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("points_for", sa.Text(), nullable=False),
        sa.Column("points_against", sa.Text(), nullable=False),
        sa.Column("reconciled", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("next_mark", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "bid_id"],
            ["bid.authority_id", "bid.id"],
            name=op.f("fk_moderation_authority_id_bid_id_bid"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "criterion_id"],
            ["criterion.authority_id", "criterion.id"],
            name=op.f("fk_moderation_authority_id_criterion_id_criterion"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["person.id"], name=op.f("fk_moderation_recorded_by_person")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_moderation")),
        sa.UniqueConstraint(
            "authority_id",
            "bid_id",
            "criterion_id",
            "version",
            name=op.f("uq_moderation_authority_id_bid_id_criterion_id_version"),
        ),
    )
    op.create_table(
        "moderation_draft",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "bid_id"],
            ["bid.authority_id", "bid.id"],
            name=op.f("fk_moderation_draft_authority_id_bid_id_bid"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "criterion_id"],
            ["criterion.authority_id", "criterion.id"],
            name=op.f("fk_moderation_draft_authority_id_criterion_id_criterion"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_moderation_draft")),
        sa.UniqueConstraint(
            "authority_id",
            "bid_id",
            "criterion_id",
            name=op.f("uq_moderation_draft_authority_id_bid_id_criterion_id"),
        ),
    )
    op.create_table(
        "seat_criterion",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "criterion_id"],
            ["criterion.authority_id", "criterion.id"],
            name=op.f("fk_seat_criterion_authority_id_criterion_id_criterion"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "seat_id"],
            ["seat.authority_id", "seat.id"],
            name=op.f("fk_seat_criterion_authority_id_seat_id_seat"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_seat_criterion")),
        sa.UniqueConstraint(
            "authority_id",
            "seat_id",
            "criterion_id",
            name=op.f("uq_seat_criterion_authority_id_seat_id_criterion_id"),
        ),
    )
    op.create_table(
        "share",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("percent", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "criterion_id"],
            ["criterion.authority_id", "criterion.id"],
            name=op.f("fk_share_authority_id_criterion_id_criterion"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "group_id"],
            ["evaluator_group.authority_id", "evaluator_group.id"],
            name=op.f("fk_share_authority_id_group_id_evaluator_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_share")),
        sa.UniqueConstraint(
            "authority_id",
            "criterion_id",
            "group_id",
            name=op.f("uq_share_authority_id_criterion_id_group_id"),
        ),
    )
    op.create_table(
        "sheet",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id", "bid_id"],
            ["bid.authority_id", "bid.id"],
            name=op.f("fk_sheet_authority_id_bid_id_bid"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "seat_id"],
            ["seat.authority_id", "seat.id"],
            name=op.f("fk_sheet_authority_id_seat_id_seat"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_sheet")),
        sa.UniqueConstraint(
            "authority_id", "seat_id", "bid_id", name=op.f("uq_sheet_authority_id_seat_id_bid_id")
        ),
    )
    op.create_table(
        "agreed_mark",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("moderation_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "group_id"],
            ["evaluator_group.authority_id", "evaluator_group.id"],
            name=op.f("fk_agreed_mark_authority_id_group_id_evaluator_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "moderation_id"],
            ["moderation.authority_id", "moderation.id"],
            name=op.f("fk_agreed_mark_authority_id_moderation_id_moderation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_agreed_mark")),
        sa.UniqueConstraint(
            "authority_id",
            "moderation_id",
            "group_id",
            name=op.f("uq_agreed_mark_authority_id_moderation_id_group_id"),
        ),
    )
    op.create_table(
        "conflict_decision",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("is_kept_from", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "id"],
            ["declaration.authority_id", "declaration.id"],
            name=op.f("fk_conflict_decision_authority_id_id_declaration"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_conflict_decision_decided_by_person")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_conflict_decision")),
    )
    op.create_table(
        "draft",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "criterion_id"],
            ["criterion.authority_id", "criterion.id"],
            name=op.f("fk_draft_authority_id_criterion_id_criterion"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "sheet_id"],
            ["sheet.authority_id", "sheet.id"],
            name=op.f("fk_draft_authority_id_sheet_id_sheet"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_draft")),
        sa.UniqueConstraint(
            "authority_id",
            "sheet_id",
            "criterion_id",
            name=op.f("uq_draft_authority_id_sheet_id_criterion_id"),
        ),
    )
    op.create_table(
        "mark",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("mark", sa.String(64), nullable=True),
        sa.Column("is_pass", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(version = 1) = (replaces_id is null)", name=op.f("ck_mark_names_what_it_replaces")
        ),
        sa.CheckConstraint("is_pass = (mark is null)", name=op.f("ck_mark_number_or_pass")),
        sa.ForeignKeyConstraint(
            ["authority_id", "criterion_id"],
            ["criterion.authority_id", "criterion.id"],
            name=op.f("fk_mark_authority_id_criterion_id_criterion"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "replaces_id"],
            ["mark.authority_id", "mark.id"],
            name=op.f("fk_mark_authority_id_replaces_id_mark"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "sheet_id"],
            ["sheet.authority_id", "sheet.id"],
            name=op.f("fk_mark_authority_id_sheet_id_sheet"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_mark")),
        sa.UniqueConstraint(
            "authority_id",
            "sheet_id",
            "criterion_id",
            "version",
            name=op.f("uq_mark_authority_id_sheet_id_criterion_id_version"),
        ),
    )
    op.create_table(
        "presence",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("moderation_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "moderation_id"],
            ["moderation.authority_id", "moderation.id"],
            name=op.f("fk_presence_authority_id_moderation_id_moderation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "seat_id"],
            ["seat.authority_id", "seat.id"],
            name=op.f("fk_presence_authority_id_seat_id_seat"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_presence")),
        sa.UniqueConstraint(
            "authority_id",
            "moderation_id",
            "seat_id",
            name=op.f("uq_presence_authority_id_moderation_id_seat_id"),
        ),
    )
    op.create_table(
        "sign_off",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("moderation_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "moderation_id"],
            ["moderation.authority_id", "moderation.id"],
            name=op.f("fk_sign_off_authority_id_moderation_id_moderation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "seat_id"],
            ["seat.authority_id", "seat.id"],
            name=op.f("fk_sign_off_authority_id_seat_id_seat"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_sign_off")),
        sa.UniqueConstraint(
            "authority_id",
            "moderation_id",
            "seat_id",
            name=op.f("uq_sign_off_authority_id_moderation_id_seat_id"),
        ),
    )
    op.create_table(
        "voided",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("bid_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voided_by", sa.Uuid(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "seat_id"],
            ["seat.authority_id", "seat.id"],
            name=op.f("fk_voided_authority_id_seat_id_seat"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "bid_id"],
            ["bid.authority_id", "bid.id"],
            name=op.f("fk_voided_authority_id_bid_id_bid"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"], ["person.id"], name=op.f("fk_voided_voided_by_person")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_voided")),
        sa.UniqueConstraint(
            "authority_id",
            "seat_id",
            "bid_id",
            name=op.f("uq_voided_authority_id_seat_id_bid_id"),
        ),
    )


def downgrade():

    op.drop_table("voided")
    op.drop_table("sign_off")
    op.drop_table("presence")
    op.drop_table("mark")
    op.drop_table("draft")
    op.drop_table("conflict_decision")
    op.drop_table("agreed_mark")
    op.drop_table("sheet")
    op.drop_table("share")
    op.drop_table("seat_criterion")
    op.drop_table("moderation_draft")
    op.drop_table("moderation")
    op.drop_table("letter_opening")
    op.drop_table("declaration")
    op.drop_table("approval")
    op.drop_table("answer")
    op.drop_table("withdrawal")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_person_id"))

    op.drop_table("sign_in")
    op.drop_table("seat")
    op.drop_table("sealed_fact")
    op.drop_table("origin")
    op.drop_table("letter")
    op.drop_table("gate_confirmation")
    op.drop_table("gate_answer")
    op.drop_table("descriptor")
    op.drop_table("decision")
    op.drop_table("criterion")
    op.drop_table("bid_price")
    op.drop_table("tie_break")
    op.drop_table("submission")
    op.drop_table("section")
    op.drop_table("scale")
    op.drop_table("run")
    with op.batch_alter_table("role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_person_id"))

    op.drop_table("role")
    op.drop_table("pseudonym")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_authority_id"))

    op.drop_table("notice")
    op.drop_table("method_settings")
    op.drop_table("invitation")
    op.drop_table("gate")
    op.drop_table("event")
    op.drop_table("evaluator_group")
    op.drop_table("bid_entry")
    op.drop_table("bid_draft")
    op.drop_table("bid")
    op.drop_table("award_notice")
    op.drop_table("tender")
    op.drop_table("provider")
    op.drop_table("person")
    op.drop_table("mail")
    op.drop_table("log")
    op.drop_table("authority")
