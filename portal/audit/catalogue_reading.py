"""The events of getting ready to mark, and of reading answers, with the facts that each carries."""

from __future__ import annotations

from portal.audit.facts import Facts

READING: dict[str, Facts] = {
    "practice:written": Facts(open=("criterion",), sealed=("words", "thought")),
    "practice:removed": Facts(open=("criterion",)),
    "confidence:promised": Facts(open=("group", "version")),
    "marking:order-set": Facts(open=("order",)),
    "marking:started": Facts(open=("bids", "order")),
    "passage:warned": Facts(
        open=("label", "criterion", "version", "paragraph", "file", "page", "is_hard"),
        sealed=("words",),
    ),
    "flag:raised": Facts(open=("number", "label", "criterion", "kind"), sealed=("words",)),
    "flag:answered": Facts(open=("number",), sealed=("words",)),
}
