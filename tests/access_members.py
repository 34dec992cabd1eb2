"""Who keeps an organisation that bids, and who belongs to it: bid managers and contributors."""

from __future__ import annotations

import uuid
from typing import Any

from portal.accounts.models import Role

PROVIDER = uuid.UUID(int=5)
"""The organisation that bid, as `access_actors` has it."""

MEMBERS: dict[str, dict[str, str]] = {
    "accounts.may_change_provider": {"bidder provider": "+", "contributor": "-"},
    "accounts.may_speak_for": {"bidder provider": "+", "contributor": "-"},
    "accounts.may_see_members": {"bidder provider": "+"},
    "accounts.may_manage_members": {"bidder provider": "+", "contributor": "-"},
    "accounts.may_change_part: of two": {"bidder": "+", "contributor": "-"},
    "accounts.may_change_part: the last manager's": {"bidder contributor": "-"},
    "accounts.may_end_membership: of two": {"bidder": "+", "contributor": "-"},
    "accounts.may_end_membership: the last manager's": {"bidder contributor": "-"},
    "accounts.may_end_membership: a contributor's own": {"bidder contributor": "+"},
}

OF_MEMBERS: dict[str, Any] = {
    "accounts.may_change_provider": lambda a, t: (a,),
    "accounts.may_manage_members": lambda a, t: (a,),
    "accounts.may_speak_for": lambda a, t: (a,),
    "accounts.may_see_members": lambda a, t: (a,),
    "accounts.may_change_part: of two": lambda a, t: (a, Role(provider_id=PROVIDER), 2),
    "accounts.may_change_part: the last manager's": lambda a, t: (
        a,
        Role(provider_id=PROVIDER),
        1,
    ),
    "accounts.may_end_membership: of two": lambda a, t: (a, Role(provider_id=PROVIDER), 2),
    "accounts.may_end_membership: the last manager's": lambda a, t: (
        a,
        Role(provider_id=PROVIDER),
        1,
    ),
    "accounts.may_end_membership: a contributor's own": lambda a, t: (
        a,
        Role(provider_id=PROVIDER, person_id=a.person_id, writes_only=True),
        1,
    ),
}

BIDDERS = [
    *(
        "answer",
        "draft",
        "gates",
        "gates_draft",
        "price",
        "price_draft",
        "check",
        "copy",
        "from_copy",
    ),
    *("earlier", "earlier_bid", "take", "preview", "preview_file", "preview_page"),
    *("submit", "withdraw"),
]
"""Pages on which a provider writes its bid."""

PAGES_OF_MEMBERS: dict[str, tuple[tuple[str, str], ...]] = {
    **{
        f"accounts.{page}": (("open", "winner late"),)
        for page in ("organisation", "provider_details", "provider_profile", "provider_insurances")
    },
    "accounts.members": (("open", "winner late"),),
    "accounts.invite_member": (("open", "winner late"),),
    "accounts.change_part": (("open", "winner"),),
    "accounts.end_membership": (("open", "winner"),),
}
