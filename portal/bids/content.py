"""What a bid holds before it is sealed: how a draft grows, and what is still missing in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal.core.errors import Refused
from portal.core.words import say
from portal.specifications.models import Criterion, Gate, PriceLine

LONGEST_TEXT = 100_000
AMOUNT = re.compile(r"\d{1,15}(\.\d{1,2})?")

DAMAGED = say("We couldn’t read what was sent. Go back to your bid and try again.")
TOO_LONG = say("This is too long to keep: shorten it to 100,000 characters or fewer.")
NIL_PRICE = say("The price can’t be nothing. Enter what you would charge.")
NO_AMOUNT = say("Enter an amount in pounds, such as 612000 or 612000.50")

Content = dict[str, Any]
"""What `BidDraft.content` holds."""


@dataclass(frozen=True)
class Questions:
    """What a published tender asks of every bid."""

    criteria: Sequence[Criterion]
    gates: Sequence[Gate]
    has_price: bool
    refuses_nil_price: bool
    lines: Sequence[PriceLine] = ()
    """What a price is asked for, one by one; without any the bid has one price (R9)."""
    interviews: Sequence[Criterion] = ()
    """What is asked at an interview: nothing is written for it (P14)."""

    @property
    def takes_files(self) -> bool:
        """Whether any answer may bring files along."""
        return any(criterion.files for criterion in self.criteria)


@dataclass(frozen=True)
class Gap:
    """Something that keeps a bid from being submitted; `part` is answer, gate or price."""

    part: str
    code: str
    reason: str
    number: int = 0


def count_words(text: str) -> int:
    """How long an answer is: words are what stands between white space, as the page counts."""
    return len(text.split())


def merge(old: Content, new: Content, questions: Questions) -> Content:
    """The draft with what is new in it; what isn't mentioned stays, what is damaged is refused."""
    if not isinstance(new, dict) or set(new) - {"answers", "gates", "price", "lines"}:
        raise Refused(DAMAGED)
    codes = {criterion.code for criterion in questions.criteria}
    answers = {code: _text(text) for code, text in _items(new.get("answers", {}), codes)}
    codes = {gate.code for gate in questions.gates}
    gates = {code: _gate(answer) for code, answer in _items(new.get("gates", {}), codes)}
    merged = {
        "answers": old.get("answers", {}) | answers,
        "gates": old.get("gates", {}) | gates,
        "price": old.get("price", ""),
    }
    if questions.lines:
        return merged | _priced(old, new.get("lines", {}), questions)
    if "price" in new:
        merged["price"] = _price(new["price"], questions)
    return merged


def _priced(old: Content, new: Any, questions: Questions) -> Content:
    """The unit prices, and the price that they come to; what is sent as a price isn't read."""
    known = set(numbered(questions.lines))
    typed = {key: _amount(text) for key, text in _items(new, known)}
    lines = {key: text for key, text in old.get("lines", {}).items() if key in known} | typed
    return {"lines": lines, "price": _price(total_of(questions.lines, lines), questions)}


def numbered(lines: Sequence[PriceLine]) -> dict[str, PriceLine]:
    """The lines of a frozen schedule by their number, as bids call them: '1', '2', …"""
    return {str(number): line for number, line in enumerate(lines, 1)}


def total_of(lines: Sequence[PriceLine], prices: Mapping[str, str]) -> str:
    """Unit price × units, all lines together, exactly; nothing until every line has its price."""
    typed = [(line, prices.get(key, "")) for key, line in numbered(lines).items()]
    if not all(text for _line, text in typed):
        return ""
    return format(sum((Decimal(text) * line.units for line, text in typed), Decimal(0)), "f")


def price_of(content: Content, questions: Questions) -> Content:
    """What a sealed bid holds of its price: the price, and where there is a schedule its lines."""
    price: Content = {"price": content["price"] if questions.has_price else None}
    return price | ({"lines": content["lines"]} if questions.lines else {})


def gaps(content: Content, questions: Questions) -> Iterator[Gap]:
    """All that is still missing or too long, in the order of the questions."""
    answers, gates = content.get("answers", {}), content.get("gates", {})
    for criterion in questions.criteria:
        words = count_words(answers.get(criterion.code, ""))
        if words == 0:
            yield Gap("answer", criterion.code, "missing")
        elif words > criterion.word_limit:
            yield Gap("answer", criterion.code, "too-long", words - criterion.word_limit)
    for gate in questions.gates:
        answer = gates.get(gate.code, {})
        if answer.get("passes") is None:
            yield Gap("gate", gate.code, "missing")
        elif not answer.get("evidence", "").strip():
            yield Gap("gate", gate.code, "no-evidence")
    if questions.has_price:
        price = amount_of(content)
        if price is None:
            yield Gap("price", "", "missing")
        elif price == 0 and questions.refuses_nil_price:
            yield Gap("price", "", "nil")


def amount_of(content: Content) -> Decimal | None:
    """The price of a draft or of a sealed bid, exactly."""
    text = content.get("price") or ""
    return Decimal(text) if AMOUNT.fullmatch(text) else None


def _items(given: Any, codes: set[str]) -> list[tuple[str, Any]]:
    if not isinstance(given, dict) or set(given) - codes:
        raise Refused(DAMAGED)
    return list(given.items())


def _text(given: Any) -> str:
    """A text with one kind of line end, and without the character that no database keeps."""
    if not isinstance(given, str):
        raise Refused(DAMAGED)
    if len(given) > LONGEST_TEXT:
        raise Refused(TOO_LONG, field="text")
    clean = given.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return clean.encode(errors="replace").decode()


def _gate(given: Any) -> Content:
    if not isinstance(given, dict) or set(given) - {"passes", "evidence"}:
        raise Refused(DAMAGED)
    passes = given.get("passes")
    if passes is not None and not isinstance(passes, bool):
        raise Refused(DAMAGED)
    return {"passes": passes, "evidence": _text(given.get("evidence", ""))}


def _amount(given: Any) -> str:
    if not isinstance(given, str) or (given and not AMOUNT.fullmatch(given)):
        raise Refused(NO_AMOUNT, field="price")
    return given


def _price(given: Any, questions: Questions) -> str:
    given = _amount(given)
    if given and Decimal(given) == 0 and questions.refuses_nil_price:
        raise Refused(NIL_PRICE, field="price")
    return given
