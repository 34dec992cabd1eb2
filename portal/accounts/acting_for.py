"""The authority that a path begins with, which mostly was read with whoever acts for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.util import identity_key

from portal.accounts.models import Authority
from portal.core.authorisation import there
from portal.core.database import db
from portal.core.tenancy import open_tenant

_BY_SLUG = select(Authority).where(Authority.slug == bindparam("slug"))

COLUMNS = tuple(Authority.__mapper__.columns.keys())
"""What an authority is, as it is read with whoever acts for it."""


def acts_for(house: Mapping[str, Any]) -> None:
    """Remember the columns of the authority that somebody acts for: they were read with them."""
    db.session.info["acts_for"] = house


def enter_authority(slug: str) -> None:
    """Open the authority that a path begins with; one that isn't there is a 404.

    The one that somebody acts for was read with them.
    """
    house = _acted_for(slug)
    open_tenant(house["id"] if house else _by_slug(slug).id)


def open_authority(slug: str) -> Authority:
    """The same, and the authority itself."""
    info, house = db.session.info, _acted_for(slug)
    if "authority" not in info or info["authority"].slug != slug:
        info["authority"] = _known(house) if house else _by_slug(slug)
    found: Authority = info["authority"]
    open_tenant(found.id)
    return found


def _acted_for(slug: str) -> Mapping[str, Any] | None:
    house: Mapping[str, Any] | None = db.session.info.get("acts_for")
    return house if house and house["slug"] == slug else None


def _by_slug(slug: str) -> Authority:
    return there(db.session.scalar(_BY_SLUG, {"slug": slug}))


def _known(house: Mapping[str, Any]) -> Authority:
    """The row of these columns, without asking for it; or as the session has it already."""
    found = db.session.identity_map.get(identity_key(Authority, house["id"]))
    if found is not None:
        return found
    made = Authority(**house)
    make_transient_to_detached(made)
    db.session.add(made)
    return made
