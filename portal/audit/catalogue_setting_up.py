"""The events of setting a tender up: its facts, its text and method, its approval, the library."""

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
    "section:written": Facts(open=("title",)),
    "section:moved": Facts(open=("title",)),
    "section:removed": Facts(open=("title",)),
    "paragraph:written": Facts(open=("title", "number")),
    "paragraph:moved": Facts(open=("title", "number")),
    "paragraph:removed": Facts(open=("title", "number")),
    "version:kept": Facts(open=("number", "version_sha256"), sealed=("why",)),
    "method:changed": Facts(open=("part", "what")),
    "method:removed": Facts(open=("part", "what")),
    "document:added": Facts(open=("kind", "size", "sha256")),
    "document:removed": Facts(open=("kind", "sha256")),
    "interest:noted": Facts(open=("number", "version", "is_over"), sealed=("interest",)),
    "conflicts:assessed": Facts(open=("number", "interests", "review_on"), sealed=("words",)),
    "duty:answered": Facts(open=("duty", "version", "applies"), sealed=("words",)),
    "budget:line-written": Facts(
        open=("number", "version", "kind", "planned", "spent", "is_out"), sealed=("what",)
    ),
    "library:kept": Facts(open=("kind", "title")),
    "library:removed": Facts(open=("kind", "title")),
}
