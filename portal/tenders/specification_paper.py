"""The published specification as a document for people, made of its frozen text alone (R4).

It says what the public page says; `words` are the macros in which that says the method.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from markupsafe import Markup

from portal.core.blocks import blocks
from portal.core.documents import Block, Document, Facts, Heading, Paragraph, Points
from portal.core.documents.written import written
from portal.core.formats import day, moment, what_of

WORDS = "notices/method_words.html"
"""The template whose macros a document's `words` are."""


def specification_paper(said: dict[str, Any], words: Any, is_plain: bool = False) -> Document:
    """What was published: text, documents, charter, questions, scales, who marks, price, rules."""
    found = [*_about(said, words, is_plain), *_text(said, is_plain)]
    found += [*_marking(said, words, is_plain), *_scales(said, is_plain)]
    found += [*_gates(said, words, is_plain), *_price(said, words, is_plain), *_rules(said, words)]
    return Document(said["title"], str(get_locale() or "en"), found)


def _plain(markup: Markup) -> str:
    """What a macro says, as bare words."""
    return str(markup.striptags())


def _of(each: dict[str, Any], name: str, is_plain: bool) -> str:
    return str(each[f"plain_{name}" if is_plain else name])


def _about(said: dict[str, Any], words: Any, is_plain: bool) -> Iterator[Block]:
    authority, deadline, starts = said["authority"], said["deadline_at"], said["starts_on"]
    yield Facts(
        [
            (_("Authority"), authority["name"]),
            (_("Address"), authority["address"]),
            (_("Questions to"), authority["contact"]),
            (_("Reference"), said["reference"]),
            (_("Rules that apply"), _plain(words.regime_words(said["regime"]))),
            (
                _("Deadline for bids"),
                moment(datetime.fromisoformat(deadline)) if deadline else _("not set"),
            ),
            (_("The service starts"), day(date.fromisoformat(starts) if starts else None)),
        ]
    )
    yield from written(_of(said, "description", is_plain))


def _text(said: dict[str, Any], is_plain: bool) -> Iterator[Block]:
    for number, section in enumerate(said["sections"], 1):
        yield Heading(2, f"{number}. {section['title']}")
        for text in _paragraphs(section, is_plain):
            yield from written(text, level=3)
    if there := said.get("bids_elsewhere"):
        yield Heading(2, _("Where to send a bid"))
        yield Paragraph(
            _(
                "Bids come in another system, not here: %(system)s. How they are kept there until"
                " the deadline is for that system to say. They are brought here after they were"
                " opened there.",
                system=there["system"],
            )
        )
        yield from written(there["where"])
    if told := said.get("documents"):
        yield Heading(2, _("Documents"))
        yield Facts(
            [
                (f"{each['name']} ({what_of(each['kind'], each['size'])})", each["sha256"])
                for each in told
            ]
        )
    if said.get("charter"):
        yield Heading(2, _("Participation charter"))
        yield Paragraph(
            _("Every bidder accepts it with its bid. It is a condition of the contract.")
        )
        yield from written(_of(said, "charter", is_plain))


def _paragraphs(section: dict[str, Any], is_plain: bool) -> list[str]:
    if "paragraphs" in section:
        return [_of(each, "words", is_plain) for each in section["paragraphs"]]
    return blocks(_of(section, "body", is_plain))


def _marking(said: dict[str, Any], words: Any, is_plain: bool) -> Iterator[Block]:
    yield Heading(2, _("How bids are marked"))
    yield Heading(3, _("Who marks, and how much it counts"))
    parts = [(each["title"], each["points"]) for each in said["groups"]]
    lines = [f"{title}: {_('%(points)s of 100', points=points)}" for title, points in parts]
    price = said["price"]
    if price and price["weight"]:
        lines.append(_("Price: %(points)s of 100", points=price["weight"]))
    if lines:
        yield Points(lines)
    for each in said["criteria"]:
        for over in said.get("headings", []):
            if over["before"] == each["code"]:
                yield Heading(3, _weighted(_of(over, "title", is_plain), over["weight"]))
        yield Heading(
            3, _weighted(f"{each['code']} {_of(each, 'title', is_plain)}", each["weight"])
        )
        yield from written(_of(each, "question", is_plain))
        yield Points(list(_facts(each, words)))


def _weighted(title: str, weight: str) -> str:
    return f"{title} {_('%(weight)s of 100', weight=weight)}"


def _facts(each: dict[str, Any], words: Any) -> Iterator[str]:
    if each.get("is_interview"):
        yield _("This is asked at an interview. Nothing is written for it in the bid.")
    else:
        limit = each["word_limit"]
        one, many = "An answer has %(num)d word at most.", "An answer has %(num)d words at most."
        yield ngettext(one, many, limit)
    if files := each.get("files"):
        yield ngettext("%(num)d file may come with it.", "%(num)d files may come with it.", files)
    shares = [
        _("‘%(group)s’ carry %(percent)s%%", group=share["title"], percent=share["percent"])
        for share in each["shares"]
    ]
    yield f"{', '.join(shares)}. {_plain(words.group_mark_words(each['group_mark']))}"
    if each["minimum"]:
        yield _plain(words.minimum_words(each["minimum"]))


def _scales(said: dict[str, Any], is_plain: bool) -> Iterator[Block]:
    for scale in said["scales"]:
        yield Heading(3, scale["title"])
        yield Facts(
            [
                (f"{each['mark']} {_of(each, 'name', is_plain)}", _of(each, "words", is_plain))
                for each in scale["descriptors"]
            ]
        )
        yield Paragraph(
            _("The score of a question is its weight × mark ÷ %(highest)s.", **_highest(scale))
        )


def _highest(scale: dict[str, Any]) -> dict[str, str]:
    return {"highest": scale["highest"]}


def _gates(said: dict[str, Any], words: Any, is_plain: bool) -> Iterator[Block]:
    if said["gates"]:
        yield Heading(3, _("Pass or fail"))
        yield Paragraph(_("A bid that fails one of these is out, and isn’t marked."))
    for each in said["gates"]:
        yield Heading(4, f"{each['code']} {_of(each, 'title', is_plain)}")
        if "kind" in each:
            yield Paragraph(_plain(words.gate_kind_words(each["kind"])))
        yield from written(_of(each, "question", is_plain))


def _price(said: dict[str, Any], words: Any, is_plain: bool) -> Iterator[Block]:
    yield Heading(3, _("Price"))
    price = said["price"]
    if not price:
        yield Paragraph(_plain(words.price_words("none", "", "", "", is_plain)))
        return
    numbers = (price["weight"], price["ceiling"], price["floor"])
    yield Paragraph(_plain(words.price_words(price["method"], *numbers, is_plain)))
    yield from written(_of(price, "covers", is_plain))
    if lines := said.get("price_lines"):
        yield Points([_line(each) for each in lines])
    if price["nil_price"]:
        yield Paragraph(_plain(words.nil_words(price["nil_price"])))


def _line(each: dict[str, Any]) -> str:
    quantity = f"{each['quantity']:,}"
    told = ngettext(
        "%(title)s: %(quantity)s × %(unit)s a year, for %(num)d year",
        "%(title)s: %(quantity)s × %(unit)s a year, for %(num)d years",
        each["years"],
        title=each["title"],
        quantity=quantity,
        unit=each["unit"],
    )
    if "package" not in each:
        return told
    return f"{told} ({_('package ‘%(name)s’', name=each['package'])})"


def _rules(said: dict[str, Any], words: Any) -> Iterator[Block]:
    rules = said["rules"]
    yield Heading(3, _("Rules of scoring"))
    rounding = _plain(words.rounding_words(rules["places"], rules["rule"]))
    yield Paragraph(f"{rounding} {_plain(words.empty_group_words(rules['empty_group']))}")
    if rules["minimum_quality"]:
        yield Paragraph(
            _(
                "A bid with less than %(quality)s%% of the quality marks is out.",
                quality=rules["minimum_quality"],
            )
        )
    if least := said.get("least_shown"):
        yield Paragraph(
            _(
                "No number that fewer than %(least)s people gave is shown outside the panel.",
                least=least,
            )
        )
    yield Heading(4, _("When bids are equal"))
    if said["tie_breaks"]:
        yield Paragraph(_("These are looked at in order, until one bid is ahead."))
        steps = [
            words.tie_words(each["by"], each["of"], each["title"]) for each in said["tie_breaks"]
        ]
        yield Points([_plain(each) for each in steps])
    yield Paragraph(
        _("Bids that are equal in everything share the place, and a person decides on the record.")
    )
