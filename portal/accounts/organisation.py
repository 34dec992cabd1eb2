"""An organisation's profile in words, as it reads its own and as a bid was made with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from portal.accounts.profile import INSURANCES
from portal.core.formats import day, pounds


def insurance_name(kind: str) -> str:
    """What an insurance is called."""
    return {
        "employers": gettext("Employers’ liability insurance"),
        "public": gettext("Public liability insurance"),
        "professional": gettext("Professional indemnity insurance"),
    }[kind]


def size_name(size: str) -> str:
    """How many people work there, in words."""
    return {
        "": gettext("Not told"),
        "micro": gettext("Fewer than 10 people"),
        "small": gettext("10 to 49 people"),
        "medium": gettext("50 to 249 people"),
        "large": gettext("250 people or more"),
    }[size]


def profile_rows(told: dict[str, Any]) -> list[dict[str, str]]:
    """What an organisation told of itself, as `profile.profile_of` has it; gaps are left out."""
    said = told.get("is_vcse")
    is_vcse = "" if said is None else gettext("Yes") if said else gettext("No")
    size = told.get("size", "")
    rows = [
        (gettext("Name"), told["name"]),
        (gettext("Trading names"), ", ".join(told.get("trading_names", "").splitlines())),
        (gettext("Address"), told["address"]),
        (gettext("Registered address"), told.get("registered_address", "")),
        (gettext("Email"), told["email"]),
        (gettext("Telephone"), told.get("phone", "")),
        (gettext("Contact"), told.get("contact", "")),
        (gettext("Website"), told["website"]),
        (gettext("Number"), told["identifier"]),
        (gettext("Company number"), told.get("company_number", "")),
        (gettext("Charity number"), told.get("charity_number", "")),
        (gettext("Size"), size_name(size) if size else ""),
        (gettext("Voluntary, community or social enterprise"), is_vcse),
        *_insured(told.get("insurances", {})),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _insured(held: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for kind in INSURANCES:
        if each := held.get(kind):
            until = day(date.fromisoformat(each["expires_on"]))
            words = gettext(
                "%(cover)s with %(insurer)s, until %(day)s",
                cover=pounds(Decimal(each["cover"])),
                insurer=each["insurer"],
                day=until,
            )
            yield insurance_name(kind), words


def ending_insurances(told: dict[str, Any], by: date) -> list[str]:
    """A sentence for each insurance that ends before a day."""
    held = told.get("insurances", {})
    ends = {kind: date.fromisoformat(each["expires_on"]) for kind, each in held.items()}
    return [
        gettext("%(insurance)s ends on %(day)s.", insurance=insurance_name(kind), day=day(on))
        for kind in INSURANCES
        if (on := ends.get(kind)) is not None and on < by
    ]


def kind_words(told: dict[str, Any]) -> str:
    """What a notice tells of the kind of organisation; nothing where it told neither."""
    size = told.get("size", "")
    kinds = [] if size in ("", "large") else [gettext("small or medium-sized")]
    if size == "large":
        kinds = [gettext("large")]
    if told.get("is_vcse"):
        kinds.append(gettext("voluntary, community or social enterprise"))
    return "; ".join(kinds)
