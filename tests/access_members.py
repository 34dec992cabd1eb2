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
]
"""Pages on which a provider writes its bid."""

SENDING = (("open", "winner late -contributor"), ("drafting", ""))
"""What only a bid manager does."""

PAGES_OF_MEMBERS: dict[str, tuple[tuple[str, str], ...]] = {
    "accounts.organisation": (("open", "winner late"),),
    **{
        f"accounts.{page}": (("open", "winner late -contributor"),)
        for page in ("provider_details", "provider_profile", "provider_insurances", "invite_member")
    },
    "accounts.members": (("open", "winner late"),),
    "accounts.change_part": (("open", "winner -contributor"),),
    "accounts.end_membership": (("open", "winner -contributor"),),
    "bids.submit": SENDING,
    "bids.withdraw": SENDING,
}


def statuses_of(people: str) -> dict[str, int]:
    """Who of a line gets the page (200), and who is told why not now (403)."""
    found = {who.removeprefix("-"): 403 if who.startswith("-") else 200 for who in people.split()}
    return {"contributor": found["winner"], **found} if "winner" in found else found
