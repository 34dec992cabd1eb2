"""A letter as a document to keep and print: what its page says, as a tagged PDF (R21, R28)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from portal.core.documents import Block, Document, Facts, Heading, Paragraph, Table
from portal.core.documents.written import written
from portal.outcomes.letters import LANGUAGE


def document_of(letter: dict[str, Any], method_at: str) -> Document:
    """The letter's structure, as templates/outcomes/letter.html documents it, in blocks.

    `method_at`: the address of the full method, which R21 asks for.
    """
    with force_locale(LANGUAGE):
        blocks = [
            _head(letter),
            *_paragraphs([letter["greeting"], *letter["opening"]]),
            *_part(_("Further reasons"), letter["further"]),
            *_part(_("What we want to add"), _some(letter.get("added"))),
            *_figures(letter["figures"]),
            *_paragraphs([*letter["method"], _("The full method, as it was published:")]),
            Paragraph(method_at),
            *_marks(letter),
            *_part(_("What we have left out"), letter.get("withheld", [])),
            Heading(2, _("What happens when")),
            *_paragraphs(letter["next"]),
            Facts([(each["when"], each["what"]) for each in letter["dates"]]),
            Heading(2, _("Who to ask")),
            *_paragraphs(letter["ask"]),
            *_end(letter),
        ]
    return Document(letter["title"], LANGUAGE, blocks)


def _head(letter: dict[str, Any]) -> Facts:
    receiver, sender = (
        "\n".join([each["name"], *each["lines"]]) for each in (letter["receiver"], letter["sender"])
    )
    return Facts(
        [
            (_("To"), receiver),
            (_("From"), sender),
            (_("Date"), letter["date"]["when"]),
            (_("Reference"), letter["reference"]),
            (_("Contract"), letter["tender"]),
        ]
    )


def _figures(figures: dict[str, Any]) -> list[Block]:
    head = [each["text"] for each in figures["heads"]]
    return [Heading(2, _("The figures")), Table(head, [*figures["rows"], *figures["foot"]])]


def _marks(letter: dict[str, Any]) -> Iterator[Block]:
    yield Heading(2, _("The marks, and why"))
    if winner := letter["winner"]:
        yield Paragraph(
            _(
                "What stands under ‘The winning bid’ is what we wrote to %(winner)s. There, ‘your"
                " answer’ means their answer.",
                winner=winner,
            )
        )
    for criterion in letter["criteria"]:
        yield from _criterion(criterion, winner)


def _criterion(criterion: dict[str, Any], winner: str | None) -> Iterator[Block]:
    weight = _("weight %(weight)s", weight=criterion["weight"])
    yield Heading(3, f"{criterion['title']} – {weight}")
    if criterion["yours"]:
        yield from _why(criterion["yours"])
    else:
        yield Paragraph(_("Your bid was not marked"))
    if added := criterion.get("added"):
        yield from _part(_("More about your answer"), [added], level=4)
    for part in criterion["parts"]:
        yield from _part(part["title"], [part["words"]], level=4)
    if criterion["next_mark"]:
        yield from _part(_("What the next mark up needed"), [criterion["next_mark"]], level=4)
    if criterion["winner"]:
        yield Heading(4, _("The winning bid, %(name)s", name=winner))
        yield from _why(criterion["winner"])
        yield from _paragraphs(_some(criterion.get("winner_added")))


def _why(given: dict[str, Any]) -> Iterator[Block]:
    mark = _("%(mark)s out of %(available)s", mark=given["mark"], available=given["available"])
    score = [_("%(score)s points", score=given["score"])] if given["score"] else []
    yield Paragraph(" · ".join([mark, *score]))
    yield from _paragraphs([given["words"], *_some(given.get("known"))])


def _end(letter: dict[str, Any]) -> list[Block]:
    signed = letter["signed"]
    lines = [signed["name"], signed["role"], letter["sender"]["name"], signed["email"]]
    return _paragraphs([_("Yours faithfully,"), "\n".join([*lines, signed["phone"] or ""]).strip()])


def _part(title: str, texts: list[str], level: int = 2) -> list[Block]:
    return [Heading(level, title), *_paragraphs(texts)] if texts else []


def _some(text: str | None) -> list[str]:
    """A text that letters from before it was there don't have."""
    return [text] if text else []


def _paragraphs(texts: list[str]) -> list[Block]:
    return [block for text in texts for block in written(text)]
