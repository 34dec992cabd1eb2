"""The events of an authority's register of contracts."""

from __future__ import annotations

from portal.audit.facts import Facts

MONITORING: dict[str, Facts] = {
    "register:entered": Facts(open=("contract", "title", "ends_on")),
    "register:changed": Facts(open=("contract", "title", "fields")),
    "register:begun": Facts(open=("contract", "title")),
    "register:removed": Facts(open=("contract", "title")),
}
