"""Whether a letter holds what the law asks for, item by item: R21 for PA23, R22 for PSR."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from portal.bids.models import Bid
from portal.core.formats import day
from portal.evaluation.moderation.wording import repeats
from portal.outcomes.letter_withheld import STANDS, not_found, texts_of, titles_of
from portal.outcomes.letters import LANGUAGE, further_of, letter_to
from portal.outcomes.material import Material
from portal.outcomes.queries_letters import LETTER

Letter = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One thing that the law asks for (or good practice, where it isn't a must).

    `rule`: where it says so; `missing`: what isn't there, empty where all is; `mend`: the part of
    the letter where something can be written, `provider` where that alone can, else empty.
    """

    what: str
    rule: str
    missing: str = ""
    mend: str = ""
    is_must: bool = True

    @property
    def is_there(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def items_of(material: Material, bid: Bid, letter: Letter | None = None) -> list[Item]:
    """Every item that this bidder's letter is held against, in the order of the rule."""
    with force_locale(LANGUAGE):
        held = letter or letter_to(material, bid)
    rules: tuple[Callable[[Material, Bid, Letter], Iterator[Item]], ...] = (
        _bidder,
        _criteria,
        _own_marks,
        _totals,
        _further,
        _winner,
        _psr,
        _replaces,
        _left_out,
        _names,
    )
    return [item for rule in rules for item in rule(material, bid, held)]


def are_complete(material: Material) -> bool:
    """Whether no letter lacks anything that it must hold (R21, R22)."""
    return not any(missing_in(material, bid) for bid in material.bids)


def missing_in(material: Material, bid: Bid) -> list[Item]:
    """What must stand in a letter and doesn't; a letter with a gap isn't released."""
    return [each for each in items_of(material, bid) if each.is_must and not each.is_there]


def doubts_about(material: Material, bid: Bid) -> list[Item]:
    """What good practice asks for and isn't there: what the next mark up needed."""
    return [each for each in items_of(material, bid) if not each.is_must and not each.is_there]


def _item(what: str, held: object, missing: str, rule: str = "R21", mend: str = "") -> Item:
    return Item(what, rule, "" if held else missing, "" if held else mend)


def _bidder(material: Material, bid: Bid, letter: Letter) -> Iterator[Item]:
    provider = material.bidders[bid.id]
    facts = {
        _("The bidder’s name"): provider.name,
        _("Its postal address"): provider.address,
        _("Its e-mail address"): provider.email,
        _("Its unique identifier"): provider.identifier,
    }
    shown = "\n".join([letter["receiver"]["name"], *letter["receiver"]["lines"]])
    for what, value in facts.items():
        lines = [line.strip() for line in value.splitlines() if line.strip()]
        is_held = bool(lines) and all(line in shown for line in lines)
        yield _item(what, is_held, _("It is not known."), mend="provider")


def _criteria(material: Material, bid: Bid, letter: Letter) -> Iterator[Item]:
    titles = [(each["title"], each["weight"]) for each in letter["criteria"]]
    wanted = len(material.criteria)
    yield _item(
        _("Each criterion’s title and weight"),
        len(titles) == wanted and all(title and weight for title, weight in titles),
        _("A criterion has no title or weight."),
    )
    yield _item(
        _("How marks work, and the marks that could be had"),
        letter["method"],
        _("The method is not described."),
    )
    yield Item(_("Where the full method is"), "R21")


def _own_marks(material: Material, bid: Bid, letter: Letter) -> Iterator[Item]:
    for criterion, told in zip(material.criteria, letter["criteria"], strict=True):
        yours, title, code = told["yours"], criterion.title, criterion.code
        if yours is None:
            continue
        words = yours["words"] or told["added"]
        yield _item(
            _("Its mark for ‘%(title)s’, and why", title=title),
            yours["mark"] and words,
            _("There is no reason for the mark on %(title)s.", title=title),
            mend=code,
        )
        descriptors = [f"{each.words} {each.plain_words}" for each in criterion.scale.descriptors]
        if words and not told["added"] and repeats(words, descriptors):
            doubt = _(
                "The reason on %(title)s mostly repeats the words of the scale. Say what in the"
                " bidder’s own answer earned the mark.",
                title=title,
            )
            what = _("The reason on ‘%(title)s’ speaks of its own answer", title=title)
            yield Item(what, "R21", doubt, code, is_must=False)
        if not yours["is_highest"]:
            lacks = _("It is not said what the next mark up needed on %(title)s.", title=title)
            is_said = told["next_mark"] or told["added"]
            what = _("What the next mark up needed on ‘%(title)s’", title=title)
            yield Item(what, "R21", "" if is_said else lacks, code, is_must=False)


def _totals(material: Material, bid: Bid, letter: Letter) -> Iterator[Item]:
    standing = material.standings[bid.label]
    foot = letter["figures"]["foot"]
    shown = foot and (foot[-1][3] == standing.total or not standing.total)
    yield _item(_("Its sub-totals and total"), shown, _("A total is missing."))


def _further(material: Material, bid: Bid, letter: Letter) -> Iterator[Item]:
    winner, reasons = material.winner, material.standings[bid.label].reasons
    if reasons:
        yield _item(
            _("Why it was disqualified"),
            len(letter["further"]) >= len(reasons) and all(letter["further"]),
            _("The reason for the disqualification is missing."),
            mend=LETTER,
        )
    if winner is None:
        yield _item(
            _("Why none was chosen"), letter["further"], _("It is not said why."), mend=LETTER
        )


def _winner(material: Material, bid: Bid, letter: Letter) -> Iterator[Item]:
    """An unsuccessful bidder gets the winner's marks and explanations in the same form."""
    winner = material.winner
    if winner is None or winner.id == bid.id:
        return
    yield _item(_("Who was chosen"), letter["winner"], _("The chosen bidder isn’t named."))
    for criterion, told in zip(material.criteria, letter["criteria"], strict=True):
        given = told["winner"]
        lacks = _(
            "The winner’s mark or reason on %(title)s is missing. Write it in the winner’s letter.",
            title=criterion.title,
        )
        is_held = given and given["mark"] and (given["words"] or told["winner_added"])
        what = _("The winner’s mark for ‘%(title)s’, and why", title=criterion.title)
        yield _item(what, is_held, lacks, mend=f"winner:{criterion.code}")


def _psr(material: Material, bid: Bid, letter: Letter) -> Iterator[Item]:
    if material.tender.regime != "psr":
        return
    named = letter["tender"] and letter["reference"]
    lacks = _("Title or reference is missing.")
    yield _item(_("The contract’s title and reference"), named, lacks, "R22")
    yield _item(_("The award criteria"), letter["criteria"], _("They are missing."), "R22")
    yield from _why(material, bid, letter)
    opens = [each for each in letter["dates"] if each["what"].startswith(_("Representations"))]
    yield _item(
        _("When representations open and close"),
        len(opens) == 2,
        _("The end of the standstill isn’t known: the holidays of that year are missing."),
        "R22",
    )


def _why(material: Material, bid: Bid, letter: Letter) -> Iterator[Item]:
    said = " ".join([*letter["further"], letter["added"] or ""])
    winner = material.winner
    if winner is not None:
        yield _item(
            _("Why the chosen provider was chosen"),
            material.decision.reason.strip() and (said or winner.id == bid.id),
            _("It is not said why."),
            "R22",
            LETTER,
        )
    if winner is None or winner.id != bid.id:
        yield _item(
            _("Why this one was not"), said.strip(), _("It is not said why."), "R22", LETTER
        )


def _replaces(material: Material, bid: Bid, letter: Letter) -> Iterator[Item]:
    """A letter that takes another one's place says which, and why it was decided anew (R12)."""
    if material.again is None:
        return
    is_said = material.again.reason in "\n".join(letter["further"]) or letter["withheld"]
    yield _item(
        _("Which letter it replaces, and why it was decided anew"),
        is_said and any(day(material.again.told_at) in text for text in letter["opening"]),
        _("It is not said why."),
        mend=LETTER,
    )


def _left_out(material: Material, bid: Bid, letter: Letter) -> Iterator[Item]:
    if letter["withheld"]:
        yield Item(_("What was left out is named, with its ground"), "R21")
    titles = titles_of(material)
    for part in not_found(material, bid, further_of(material, bid)):
        lacks = _(
            "What you said of a passage on %(title)s doesn’t fit any more, since the passage isn’t"
            " there. Take it back, or say it anew.",
            title=titles[part],
        )
        yield Item(_("What is left out is found"), "R21", lacks, f"passage:{part}")


def _names(material: Material, bid: Bid, letter: Letter) -> Iterator[Item]:
    """Nobody is named whom the letter doesn't concern, unless it was said why (R18, R21)."""
    found = False
    for of, part in _read_by(material, bid):
        for name in foreign_names(material, of, part, reader=bid):
            found = True
            title = titles_of(material)[part]
            facts = {"name": name, "title": title}
            if of.id == bid.id:
                lacks = _(
                    "‘%(title)s’ names ‘%(name)s’. Leave the name out, or say why it can stand.",
                    **facts,
                )
                yield Item(_("It names nobody else"), "R21", lacks, f"passage:{part}")
            else:
                lacks = _(
                    "What it quotes on ‘%(title)s’ from the winner’s letter names ‘%(name)s’."
                    " Leave the name out there, or say why it can stand.",
                    **facts,
                )
                yield Item(_("It names nobody else"), "R21", lacks, f"winner-passage:{part}")
    if not found:
        yield Item(_("It names nobody else"), "R21")


def _read_by(material: Material, bid: Bid) -> Iterator[tuple[Bid, str]]:
    """The parts that a bidder reads: all of its own, and the winner's on each criterion."""
    codes = [each.code for each in material.criteria]
    yield from ((bid, part) for part in [LETTER, *codes])
    winner = material.winner
    if winner is not None and winner.id != bid.id:
        yield from ((winner, code) for code in codes)


def foreign_names(material: Material, of: Bid, part: str, reader: Bid) -> list[str]:
    """Names in one part of what is written about a bid that nobody has dealt with yet."""
    said = further_of(material, of) if part == LETTER else []
    words = "\n".join(texts_of(material, of, part, said))
    for each in material.withheld:
        if (each.bid_id, each.part) == (of.id, part):
            is_dealt = each.ground in (STANDS, "name", "security") or of.id != reader.id
            words = words.replace(each.passage, " ") if is_dealt else words
    concerned = [reader.id, *([material.winner.id] if material.winner else [])]
    return material.names.foreign_in(words, concerned)
