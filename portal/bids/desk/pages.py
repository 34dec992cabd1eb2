"""What the pages of the desk show; templates compute nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from portal.bids.desk.forms import REASONS
from portal.bids.desk.models import CleanFile, CleanPage, DeskDealt, DeskFinding
from portal.bids.desk.queries import Desk
from portal.bids.files.models import Attachment
from portal.bids.models import Bid

AROUND = 70
KINDS = {
    "name": _("A name of the provider"),
    "person": _("A name of somebody there"),
    "email": _("An email address"),
    "web": _("A web address"),
    "phone": _("A telephone number"),
    "postcode": _("A postcode"),
    "address": _("An address"),
    "account": _("An account"),
    "number": _("A registered number"),
    "words": _("Words that you looked for"),
    "area": _("A part of the picture that you covered"),
}
LEFT_OUT = {
    "properties": _("who made it and when"),
    "comments": _("comments"),
    "deleted-words": _("deleted words"),
    "hidden-words": _("hidden words"),
    "hidden-sheets": _("hidden sheets"),
    "hidden-rows": _("hidden rows or columns"),
    "names": _("names of ranges"),
    "custom-data": _("data of programs"),
    "headers": _("headers and footers"),
    "embedded": _("other files inside"),
    "files": _("other files inside"),
    "macros": _("macros"),
    "scripts": _("scripts"),
    "charts": _("charts"),
    "drawings": _("drawings that can’t be read"),
    "links": _("links"),
}


def bid_lines(bids: Sequence[Bid], desk: Desk) -> list[dict[str, Any]]:
    """A line for each bid: how far the desk is with it."""
    return [{"label": bid.label, **_standing(bid, desk)} for bid in bids]


def _standing(bid: Bid, desk: Desk) -> dict[str, str]:
    if bid.id in desk.read:
        return {"status": gettext("Read"), "colour": "green"}
    if bid.id not in desk.begun:
        return {"status": gettext("Not begun"), "colour": "grey"}
    left = desk.left.get(bid.id, 0)
    if left:
        words = ngettext("%(num)d finding left", "%(num)d findings left", left)
        return {"status": words, "colour": "yellow"}
    return {"status": gettext("Read it all, then say so"), "colour": "yellow"}


class Places:
    """Names for where things stand in one bid: 'Q1', 'File 2 of Q1, page 3'."""

    def __init__(
        self,
        codes: Mapping[uuid.UUID, str],
        attachments: Sequence[Attachment],
        pages: Sequence[CleanPage],
    ) -> None:
        self.codes = codes
        self.files = {each.id: each for each in attachments}
        self.pages = {page.id: page for page in pages}

    def of_file(self, attachment: Attachment) -> str:
        """'File 2 of Q1'."""
        code = self.codes[attachment.criterion_id]
        return gettext("File %(number)s of %(code)s", number=attachment.number, code=code)

    def of_page(self, page: CleanPage) -> str:
        """'File 2 of Q1, page 3'."""
        file = self.of_file(self.files[page.attachment_id])
        return gettext("%(file)s, page %(number)s", file=file, number=page.number)

    def of(self, finding: DeskFinding) -> str:
        """Where a finding stands."""
        if finding.page_id:
            return self.of_page(self.pages[finding.page_id])
        if finding.gate_id:
            return gettext("What supports the answer to %(code)s", code=self.codes[finding.gate_id])
        assert finding.criterion_id
        return gettext("Answer to %(code)s", code=self.codes[finding.criterion_id])


def finding_lines(
    findings: Sequence[DeskFinding],
    dealt: Mapping[uuid.UUID, DeskDealt],
    places: Places,
    texts: Mapping[uuid.UUID, str],
) -> list[dict[str, Any]]:
    """A line for each finding, in its context, with what became of it; those left come first."""
    lines = [
        {
            "number": each.number,
            "kind": KINDS[each.kind],
            "where": places.of(each),
            **context_of(each, texts),
            "said": said_of(dealt.get(each.id)),
            "is_left": each.id not in dealt,
        }
        for each in findings
    ]
    return sorted(lines, key=lambda line: not line["is_left"])


def context_of(finding: DeskFinding, texts: Mapping[uuid.UUID, str]) -> dict[str, str]:
    """The words before a finding, the finding, and the words after it."""
    place = finding.place_id
    text = texts[place] if place and finding.box is None else ""
    before = text[max(0, finding.begins - AROUND) : finding.begins]
    return {
        "before": before,
        "words": finding.words,
        "after": text[finding.ends : finding.ends + AROUND],
    }


def said_of(dealt: DeskDealt | None) -> str:
    """What became of a finding, in words; nothing yet is an empty text."""
    if dealt is None:
        return ""
    if dealt.outcome == "redacted":
        return gettext("Taken out")
    return gettext("Stands: %(why)s", why=REASONS[dealt.why])


def file_lines(
    attachments: Sequence[Attachment],
    files: Mapping[uuid.UUID, CleanFile],
    pages: Sequence[CleanPage],
    places: Places,
) -> list[dict[str, Any]]:
    """A line for each file: its pages, what was left out, or why it can't be shown."""
    return [
        {
            "name": places.of_file(each),
            "pages": [page for page in pages if page.attachment_id == each.id],
            "left_out": left_out_words(files[each.id].left_out),
            "refused": files[each.id].refused and gettext(files[each.id].refused),
        }
        for each in attachments
    ]


def left_out_words(slugs: Iterable[str]) -> str:
    """What of a file stays behind when it becomes pages."""
    return ", ".join(dict.fromkeys(str(LEFT_OUT[slug]) for slug in slugs))
