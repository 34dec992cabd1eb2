"""By which other columns than a key's rows are searched, inside an authority.

Each index costs every save, so only those stand here that pay: benchmarks/README.md has the
figures, and benchmarks/index_speed.py measures them again.
"""

from __future__ import annotations

from sqlalchemy import Index, MetaData

OF_A_TENDER = (
    "agreed_mark answer_way bid_price choosing_candidate choosing_place choosing_voted"
    " conflict_decision declaration gate_answer gate_confirmation hours_said insight_use"
    " letter letter_opening mark moderation moderation_draft panel_sign_off_said paragraph"
    " presence section sheet submission worry_answered"
)
"""Tables of which pages read all rows of one tender."""

SEARCHED = {
    **dict.fromkeys(OF_A_TENDER.split(), ("authority_id", "tender_id")),
    "panel_member": ("authority_id", "person_id"),
    "suggestion_answered": ("authority_id", "suggestion_id"),
    "role": ("provider_id",),
}
"""By table; the directory's tables belong to no authority."""


def add_indexes(metadata: MetaData) -> None:
    """Give the tables their indexes."""
    for table, columns in SEARCHED.items():
        Index(None, *(metadata.tables[table].columns[each] for each in columns))
