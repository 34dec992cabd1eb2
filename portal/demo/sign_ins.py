"""Who can sign in to the demo, and where each of them starts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portal.accounts.models import HOLDERS, OFFICER
from portal.demo.asking import PHRASE, WITH_LOCK
from portal.demo.opening import PHRASES, SEATS
from portal.demo.panel import KINDS
from portal.demo.people import PASSWORD, ROLES
from portal.demo.story import casts, told_of
from portal.tenders.openers.models import OFFICERS

Account = dict[str, str]

PLACES = {
    "drafting": "the tender that is being written",
    "open": "the tender that is open for bids",
    "opened": "the tender whose bids are at the desk",
    "marking": "the tender that is half marked",
    "moderating": "the tender in moderation",
    "deciding": "the tender that waits for approval",
    "released": "the tender whose letters are out",
}

ELSEWHERE = "the open tender that was amended"
OBJECTED = "the tender with representations"
PANELS = "the panels that write tenders together"


def accounts() -> list[Account]:
    """Everybody who can sign in: staff, panels, then each copy's evaluators and providers."""
    return [*_everybody(casts())]


def _everybody(cast: dict[str, Any]) -> Iterator[Account]:
    yield _account(cast["operator"], "operator", "the installation")
    for slug, facts in cast["authorities"].items():
        for role, person in facts["staff"].items():
            has_phrase = slug == WITH_LOCK and role in HOLDERS
            phrase = {"opening_phrase": PHRASE} if has_phrase else {}
            if seat := next((seat for seat in OFFICERS if SEATS[seat] == role), None):
                phrase = {"opening_phrase": PHRASES[seat]}
            yield _account(person, ROLES.get(role, role), facts["name"]) | phrase
    yield _account(cast["joint"], "participation_lead", "two authorities")
    for kind in ("young", "parent"):
        for person in told_of("panels.toml")[kind]["members"]:
            yield _account(person, f"{kind}_panel_member", PANELS)
    for stage, copy in cast["copies"].items():
        for key, person in copy["evaluators"].items():
            has_seat = stage != "drafting"
            role = f"{KINDS[key[0]]}_evaluator" if has_seat else "person_without_role"
            yield _account(person, role, PLACES[stage])
        if stage == "opened":
            yield _account(copy["officer"], OFFICER, PLACES[stage])
        for facts in copy["providers"].values():
            yield _account(facts["member"], "provider_member", PLACES[stage])
    for facts in cast["open_elsewhere"]["providers"].values():
        yield _account(facts["member"], "provider_member", ELSEWHERE)
    for key, person in cast["representations"]["evaluators"].items():
        yield _account(person, f"{KINDS[key[0]]}_evaluator", OBJECTED)
    for facts in cast["representations"]["providers"].values():
        yield _account(facts["member"], "provider_member", OBJECTED)
    yield _account(cast["newcomer"], "provider_member", "no tender yet")


def _account(person: dict[str, Any], role: str, place: str) -> Account:
    return {
        "email": person.get("email") or person["sign_in"],
        "password": person.get("words", PASSWORD),
        "role": role,
        "name": person["name"],
        "place": place,
        "starts_at": "/home",
    }
