"""What an organisation tells of itself once, for all of its bids: numbers, size, insurances (R27).

A bid keeps the profile that it was submitted with; nobody who marks ever reads one.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from portal.accounts.models import Provider
from portal.audit.journal import record_for_installation
from portal.core.authorisation import Actor

SIZES = ("micro", "small", "medium", "large")
INSURANCES = ("employers", "public", "professional")
COMPANY, CHARITY = r"\d{8}|[A-Z]{2}\d{6}|R\d{7}", r"SC\d{6}|NIC\d{6}|\d{6,7}(-\d{1,3})?"
NAMED = ("name", "address", "email", "website", "identifier")
PROFILE = (
    *("trading_names", "company_number", "charity_number", "size", "is_vcse"),
    *("registered_address", "contact", "phone"),
)


@dataclass(frozen=True)
class ProfileFacts:
    """What doesn't stand in every letter; `is_vcse` is None until somebody has answered."""

    trading_names: str = ""
    company_number: str = ""
    charity_number: str = ""
    size: str = ""
    is_vcse: bool | None = None
    registered_address: str = ""
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Insurance:
    """One insurance: with whom, for how much, and until which day."""

    insurer: str
    cover: Decimal
    expires_on: date

    def told(self) -> dict[str, str]:
        """As a profile keeps it."""
        return {
            "insurer": self.insurer,
            "cover": format(self.cover, "f"),
            "expires_on": self.expires_on.isoformat(),
        }


def company_number(typed: str) -> str | None:
    """A company number as its register writes it: '123456' is '00123456'; None: it isn't one."""
    bare = _bare(typed)
    return _fitting(COMPANY, bare.zfill(8) if bare.isdigit() and len(bare) > 5 else bare)


def charity_number(typed: str) -> str | None:
    """A charity number of England and Wales, Scotland or Northern Ireland; None: it isn't one."""
    return _fitting(CHARITY, _bare(typed))


def _bare(typed: str) -> str:
    return re.sub(r"\s", "", typed).upper()


def _fitting(pattern: str, number: str) -> str | None:
    return number if not number or re.fullmatch(pattern, number) else None


def change_profile(actor: Actor, provider: Provider, facts: ProfileFacts) -> None:
    """Keep what an organisation tells of itself; bids that were submitted keep what they have."""
    _change(actor, provider, asdict(facts))


def change_insurances(actor: Actor, provider: Provider, held: dict[str, Insurance]) -> None:
    """Keep an organisation's insurances, by kind."""
    _change(actor, provider, {"insurances": {kind: each.told() for kind, each in held.items()}})


def _change(actor: Actor, provider: Provider, told: dict[str, Any]) -> None:
    changed = [name for name, value in told.items() if getattr(provider, name) != value]
    for name in changed:
        setattr(provider, name, told[name])
    if changed:
        record_for_installation("provider:changed", actor, provider=provider.id, fields=changed)


def profile_of(provider: Provider) -> dict[str, Any]:
    """All that a bid keeps of whose it is, as values of a canonical text."""
    told = {name: getattr(provider, name) for name in (*NAMED, *PROFILE)}
    return {"id": provider.id, **told, "insurances": provider.insurances}


def registers_of(told: dict[str, Any]) -> list[dict[str, str]]:
    """The registers that a profile names, as lists of identifiers call them (R27)."""
    found = []
    if number := told.get("company_number"):
        found.append({"scheme": "GB-COH", "id": number})
    if number := told.get("charity_number"):
        scheme = {"SC": "GB-SC", "NI": "GB-NIC"}.get(number[:2], "GB-CHC")
        found.append({"scheme": scheme, "id": number})
    return found
