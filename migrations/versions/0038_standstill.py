"""Standstill, claims, representations, the contract, and what is published as open data."""

import sqlalchemy as sa
from alembic import op

from migrations.owned import let_redact, make_owned, only_add_to, raise_walls

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

OWNED = [
    "proclaimed_day",
    "standstill_move",
    "claim",
    "claim_step",
    "further_decision",
    "contract",
    "contract_notice",
]
APPEND_ONLY = [*OWNED, "open_release"]
OF_TENDER = {"tender_id": "tender"}
STEP = "authority_id id tender_id claim_id number step how done_on recorded_by recorded_at"
CLAIM = (
    "authority_id id tender_id number kind provider_id notified_on is_in_time asks recorded_by"
    " recorded_at"
)
FURTHER = "authority_id id tender_id version outcome told_on standstill_ends_on made_by made_at"


def upgrade():
    _make_days()
    _make_claims()
    _make_contract()
    op.create_table(
        "open_release",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_open_release_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_release")),
        sa.UniqueConstraint("notice_id", "number", name=op.f("uq_open_release_notice_id_number")),
    )
    only_add_to(*APPEND_ONLY)
    let_redact("claim", ["words"], CLAIM.split())
    let_redact("claim_step", ["words"], STEP.split())
    let_redact("further_decision", ["reason"], FURTHER.split())
    raise_walls(*OWNED)


def _make_days():
    make_owned(
        "proclaimed_day",
        _number("number"),
        _day("day"),
        _text("part", sa.String()),
        _text("name", sa.String()),
        _flag("is_holiday"),
        *_by("entered"),
        people=("entered_by",),
        unique=[("number",)],
    )
    make_owned(
        "standstill_move",
        *_ids("tender_id", "of_id", "proclaimed_id"),
        _day("was_on"),
        _day("ends_on"),
        _at("moved_at"),
        sa.CheckConstraint("ends_on > was_on", name=op.f("ck_standstill_move_only_later")),
        parents=OF_TENDER | {"proclaimed_id": "proclaimed_day"},
    )


def _make_claims():
    make_owned(
        "claim",
        *_ids("tender_id"),
        _number("number"),
        _text("kind", sa.String()),
        *_ids("provider_id"),
        _day("notified_on"),
        _flag("is_in_time"),
        _flag("asks"),
        _text("words"),
        *_by("recorded"),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_claim_provider_id_provider")
        ),
        sa.CheckConstraint("kind in ('claim', 'representation')", name=op.f("ck_claim_kind_known")),
        parents=OF_TENDER,
        people=("recorded_by",),
        unique=[("tender_id", "number")],
    )
    make_owned(
        "claim_step",
        *_ids("tender_id", "claim_id"),
        _number("number"),
        _text("step", sa.String()),
        sa.Column("how", sa.String(), nullable=True),
        _day("done_on"),
        _text("words"),
        *_by("recorded"),
        sa.CheckConstraint(
            "(step = 'ended') = (how is not null)", name=op.f("ck_claim_step_an_end_has_its_how")
        ),
        sa.CheckConstraint(
            "step in ('information', 'review', 'ended')", name=op.f("ck_claim_step_step_known")
        ),
        sa.CheckConstraint(
            "how in ('withdrawn', 'settled', 'dismissed', 'lifted', 'upheld')",
            name=op.f("ck_claim_step_how_known"),
        ),
        parents={"claim_id": "claim"},
        people=("recorded_by",),
        unique=[("claim_id", "number")],
    )
    make_owned(
        "further_decision",
        *_ids("tender_id"),
        _number("version"),
        _text("outcome", sa.String()),
        _text("reason"),
        _day("told_on"),
        _day("standstill_ends_on"),
        *_by("made"),
        sa.CheckConstraint(
            "outcome in ('enter', 'go_back', 'abandon')",
            name=op.f("ck_further_decision_outcome_known"),
        ),
        parents=OF_TENDER,
        people=("made_by",),
        unique=[("tender_id", "version")],
    )


def _make_contract():
    make_owned(
        "contract",
        *_ids("tender_id"),
        _day("signed_on"),
        _day("starts_on"),
        _day("ends_on"),
        *_by("recorded"),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_contract_ends_after_it_starts")),
        parents=OF_TENDER,
        people=("recorded_by",),
        unique=[("tender_id",)],
    )
    make_owned(
        "contract_notice",
        *_ids("tender_id"),
        _number("version"),
        _day("published_on"),
        *_by("recorded"),
        parents=OF_TENDER,
        people=("recorded_by",),
        unique=[("tender_id", "version")],
    )


def _ids(*names):
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _number(name):
    return sa.Column(name, sa.Integer(), nullable=False)


def _day(name):
    return sa.Column(name, sa.Date(), nullable=False)


def _flag(name):
    return sa.Column(name, sa.Boolean(), nullable=False)


def _text(name, kind=None):
    return sa.Column(name, kind or sa.Text(), nullable=False)


def _at(name):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _by(verb):
    return [*_ids(f"{verb}_by"), _at(f"{verb}_at")]


def downgrade():
    raise RuntimeError("Evidence isn't taken apart: restore a backup instead.")
