"""The events of setting a tender up: what it began with, and the authority's library."""

from __future__ import annotations

from portal.audit.facts import Facts

SETTING_UP: dict[str, Facts] = {
    "tender:created": Facts(open=("title", "regime")),
    "tender:changed": Facts(open=("fields",)),
    "tender:started-from": Facts(open=("kind", "title")),
    "publication:asked": Facts(open=("number", "specification_sha256"), sealed=("words",)),
    "publication:approved": Facts(open=("number", "specification_sha256"), sealed=("words",)),
    "publication:returned": Facts(open=("number", "specification_sha256"), sealed=("words",)),
    "school-break:entered": Facts(open=("kind", "starts_on", "ends_on")),
    "school-break:removed": Facts(open=("kind", "starts_on", "ends_on")),
    "library:kept": Facts(open=("kind", "title")),
    "library:removed": Facts(open=("kind", "title")),
}
