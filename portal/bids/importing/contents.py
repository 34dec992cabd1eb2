"""Answers, prices and files of bids from elsewhere, each cell against what the tender asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from flask_babel import gettext, ngettext

from portal.bids.content import AMOUNT, Content, Gap, Questions, gaps, merge
from portal.bids.files.operations import MOST_OF_ALL
from portal.bids.importing.cells import Cell, Problem, Table, pounds_in, yes_or_no
from portal.bids.importing.layout import ANSWERS, BIDS, FILES, GATES, PRICES
from portal.bids.importing.reading import Brought, Facts
from portal.bids.importing.zips import as_named

Tables = Mapping[str, Table]
NO_ROWS: Table = {}


def content_of(key: str, tables: Tables, questions: Questions, problems: list[Problem]) -> Content:
    """What a bid that is taken answers; what is missing or too long is added."""
    prices = [*_prices(key, tables.get(PRICES, NO_ROWS))]
    wrong = [cell for _key, cell in prices if cell.words and not AMOUNT.fullmatch(pounds_in(cell))]
    amount = gettext("Enter an amount in pounds, such as 612000 or 612000.50")
    problems += [Problem(cell.where, amount) for cell in wrong]
    told: Content = {
        "answers": {
            each.code: tables[ANSWERS][f"{key}/{each.code}"][0].words for each in questions.criteria
        },
        "gates": {
            each.code: {"passes": yes_or_no(passes), "evidence": evidence.words}
            for each in questions.gates
            for passes, evidence in [tables[GATES][f"{key}/{each.code}"]]
        },
    }
    if not wrong and questions.lines:
        told["lines"] = {line: pounds_in(cell) for line, cell in prices}
    elif not wrong and prices:
        told["price"] = pounds_in(prices[0][1])
    content = merge({}, told, _kinder(questions))
    for gap in gaps(content, questions):
        problems += _said_of(gap, key, tables, questions, is_priced=not wrong)
    return content


def _kinder(questions: Questions) -> Questions:
    """A price of nothing is told as a gap, beside its cell, and isn't refused at once."""
    return replace(questions, refuses_nil_price=False)


def _prices(key: str, table: Table) -> Iterator[tuple[str, Cell]]:
    for row, cells in table.items():
        bid, _slash, line = row.partition("/")
        if bid == key:
            yield line, cells[0]


def _said_of(
    gap: Gap, key: str, tables: Tables, questions: Questions, *, is_priced: bool
) -> Iterator[Problem]:
    """What is missing or too long, beside its cell and with how to mend it."""
    if gap.part == "answer":
        cell = tables[ANSWERS][f"{key}/{gap.code}"][0]
        yield Problem(cell.where, _of_answer(gap, questions))
    elif gap.part == "gate":
        passes, evidence = tables[GATES][f"{key}/{gap.code}"]
        if gap.reason == "missing":
            yield Problem(passes.where, gettext("Write yes or no."))
        else:
            said = gettext("Write what supports it. If nothing does, write: Nothing given.")
            yield Problem(evidence.where, said)
    elif is_priced:
        yield from _of_price(gap, key, tables[PRICES], questions)


def _of_answer(gap: Gap, questions: Questions) -> str:
    if gap.reason == "missing":
        return gettext("There is no answer here. If the bidder gave none, write: No answer given.")
    limit = next(each.word_limit for each in questions.criteria if each.code == gap.code)
    return ngettext(
        "This answer is %(num)d word too long. Cut it after word %(limit)s, the most that any"
        " bidder may write, and say so under ‘What was changed in copying’.",
        "This answer is %(num)d words too long. Cut it after word %(limit)s, the most that any"
        " bidder may write, and say so under ‘What was changed in copying’.",
        gap.number,
        limit=limit,
    )


def _of_price(gap: Gap, key: str, table: Table, questions: Questions) -> Iterator[Problem]:
    if gap.reason == "nil":
        said = gettext("A price of nothing isn’t taken in this tender. Is the bid taken?")
    else:
        said = gettext("Enter a price. A bid without one can’t be scored, so it can’t be taken.")
    for _line, cell in _prices(key, table):
        if gap.reason == "nil" or not cell.words:
            yield Problem(cell.where, said)


def with_files(
    bids: Sequence[Brought],
    tables: Tables,
    questions: Questions,
    there: Facts,
    problems: list[Problem],
) -> list[Brought]:
    """Each bid with its files; rows and files that don't fit together are added."""
    read, keys = {bid.key: bid for bid in bids}, set(tables[BIDS])
    most = {each.code: each.files for each in questions.criteria if each.files}
    given: dict[str, list[tuple[str, str]]] = {key: [] for key in read}
    named: Counter[str] = Counter()
    for key_cell, code_cell, name_cell in tables.get(FILES, NO_ROWS).values():
        if not (key_cell.words or code_cell.words or name_cell.words):
            continue
        key, code, name = key_cell.words.upper(), code_cell.words, as_named(name_cell.words)
        named[name] += 1
        wrong = [*_wrong_row((key_cell, code_cell, name_cell), keys, most, there, named)]
        problems += wrong
        if not wrong and key in read and read[key].is_taken:
            given[key].append((code, name))
    stray = gettext("No row of ‘Files’ names this file. Say whose it is, or remove it.")
    problems += [Problem(name, stray) for name in there if not named[name]]
    whole = [replace(bid, files=tuple(given[bid.key])) for bid in bids]
    problems += [problem for bid in whole for problem in _too_many(bid, most, there)]
    return whole


def _wrong_row(
    cells: tuple[Cell, Cell, Cell],
    keys: set[str],
    most: Mapping[str, int],
    there: Facts,
    named: Counter[str],
) -> Iterator[Problem]:
    key, code, name = cells
    if key.words.upper() not in keys:
        yield Problem(key.where, gettext("Write which bid the file belongs to, such as B1."))
    if code.words not in most:
        said = gettext("Write a question that takes files: %(codes)s.", codes=", ".join(most))
        yield Problem(code.where, said)
    if as_named(name.words) not in there:
        said = gettext(
            "This file hasn’t been brought. Check its name, or choose a zip that has it."
        )
        yield Problem(name.where, said)
    elif named[as_named(name.words)] > 1:
        yield Problem(name.where, gettext("Another row names this file too. Keep one of them."))


def _too_many(bid: Brought, most: Mapping[str, int], there: Facts) -> Iterator[Problem]:
    for code, count in Counter(code for code, _name in bid.files).items():
        hashes = {there[name]["sha256"] for each, name in bid.files if each == code}
        if count > most[code]:
            said = gettext(
                "%(code)s takes %(most)s files, and %(num)s are named.",
                code=code,
                most=most[code],
                num=count,
            )
            yield Problem(bid.key, said)
        elif len(hashes) < count:
            said = gettext("Two files of %(code)s are the same. Keep one of them.", code=code)
            yield Problem(bid.key, said)
    if sum(there[name]["size"] for _code, name in bid.files) > MOST_OF_ALL:
        yield Problem(bid.key, gettext("The files of one bid can be 50 MB together."))
