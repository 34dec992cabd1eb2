"""How little would change who is first: fewest moves of marks, and the nearest minimum."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from scoring.evaluate import minimum_parts
from scoring.exact import exact_text
from scoring.marks import PASS
from scoring.medians import raised
from scoring.moves import Board, Plan, Source, TooManyMoves, fewest
from scoring.result import Result

Change = dict[str, Any]


def fewest_mark_changes(result: Result, board: Board) -> dict[str, Any]:
    """The fewest moves of single marks that make another bid first or equal first, with one set."""
    order = result.ranking.order
    if len(order) < 2:
        return {"fewest_mark_changes": None, "example": []}
    first, *rivals = order
    try:
        plan = _best_plan(board, first, sorted(rivals, key=lambda bid: _gap(result, first, bid)))
    except TooManyMoves:
        why = "medians on a scale this fine can't be searched in useful time"
        return {"fewest_mark_changes": None, "example": [], "not_computed": why}
    if plan is None:
        return {"fewest_mark_changes": None, "example": []}
    example = [change for source, moves in plan for change in _spell(result, source, moves)]
    return {"fewest_mark_changes": sum(moves for _, moves in plan), "example": example}


def _best_plan(board: Board, first: int, rivals: list[int]) -> Plan | None:
    best: Plan | None = None
    down = {1: _movable(board, first, up=False)}
    for rival in rivals:
        gap, lose, win = _gap(board.result, first, rival), *_factors(board.result, first, rival)
        if gap <= 0:
            return []
        most = None if best is None else sum(moves for _, moves in best) - 1
        falls = [each.worth(lose) for each in down[1]]
        rises = [each.worth(win) for each in _movable(board, rival, up=True)]
        best = fewest(gap, [*falls, *rises], most) or best
    return best


def _movable(board: Board, bid: int, up: bool) -> list[Source]:
    """Everything that moves a bid's quality, valued in points."""
    return [
        source.worth(criterion.points)
        for index, criterion in enumerate(board.result.method.criteria)
        for source in board.sources(bid, index, up)
    ]


def _gap(result: Result, first: int, rival: int) -> Fraction:
    """How far a rival is behind: in points, or in price × quality where price ÷ quality ranks."""
    if not result.method.price_per_point:
        return result.totals[first] - result.totals[rival]
    lose, win = _factors(result, first, rival)
    return lose * (result.table.quality[first] or 0) - win * (result.table.quality[rival] or 0)


def _factors(result: Result, first: int, rival: int) -> tuple[Fraction, Fraction]:
    """What a point lost by the first, and one won by the rival, take off the gap."""
    if not result.method.price_per_point:
        return Fraction(1), Fraction(1)
    bids = result.marks.bids
    return bids[rival].price or Fraction(0), bids[first].price or Fraction(0)


def _spell(result: Result, source: Source, moves: int) -> Iterator[Change]:
    """The moves by name, each mark once from its first to its last value."""
    criterion = result.method.criteria[source.criterion]
    place = {"bid": result.marks.bids[source.bid].id, "criterion": criterion.id}
    group = None
    if source.part is not None:
        group = result.method.groups[result.table.parts[source.part].group].id
    for evaluator, before, after in _moved(result, source, group, moves):
        yield {
            **place,
            "group": group,
            "evaluator": evaluator,
            "from": exact_text(criterion.scale.mark(before)),
            "to": exact_text(criterion.scale.mark(after)),
        }


def _moved(
    result: Result, source: Source, group: str | None, moves: int
) -> Iterator[tuple[str | None, int, int]]:
    """Who moves from which step to which; `None` stands for the agreed mark."""
    criterion = result.method.criteria[source.criterion]
    way, top = 1 if source.up else -1, criterion.scale.top
    place = result.marks.bids[source.bid].id, criterion.id
    agreed = result.marks.agreed_marks.get((*place, group))
    if agreed is not None:
        before = criterion.scale.steps(agreed) or 0
        yield None, before, before + way * moves
        return
    given = _given(result, source)
    if source.steps is not None:
        yield from _median_moves(given, source, moves)
        return
    for evaluator, before in given:
        step = min(moves, top - before if source.up else before)
        if step:
            yield evaluator, before, before + way * step
        moves -= step


def _given(result: Result, source: Source) -> list[tuple[str, int]]:
    """Who gave which counted mark there, in input order."""
    marks, part = result.marks, result.table.parts[source.part or 0]
    bid, criterion = marks.bids[source.bid].id, result.method.criteria[source.criterion].id
    return [
        (marks.evaluators[row.evaluator], row.steps)
        for row in marks.rows
        if row.bid == source.bid
        and row.criterion == source.criterion
        and marks.group_of[row.evaluator] == part.group
        and row.steps != PASS
        and not marks.is_voided(marks.evaluators[row.evaluator], bid, criterion)
    ]


def _median_moves(
    given: list[tuple[str, int]], source: Source, moves: int
) -> Iterator[tuple[str, int, int]]:
    def turn(steps: int) -> int:
        return steps if source.up else source.top - steps

    ordered = sorted(given, key=lambda pair: turn(pair[1]))
    after = raised([turn(steps) for _, steps in ordered], source.top, moves)
    for (evaluator, before), now in zip(ordered, after, strict=True):
        if turn(before) != now:
            yield evaluator, before, turn(now)


def nearest_minimum(result: Result, board: Board) -> dict[str, Any] | None:
    """The fewest moves that would take today's first below a minimum, and on which criterion."""
    found = _nearest_plan(board)
    if found is None:
        return None
    index, plan = found
    bid = result.marks.bids[result.ranking.order[0]].id
    criterion = result.method.criteria[index].id
    return {"bid": bid, "criterion": criterion, "moves": sum(moves for _, moves in plan)}


def minimum_example(result: Result) -> list[Change]:
    """One set of those moves, as the example of `fewest_mark_changes` has them; may be empty."""
    _, plan = _nearest_plan(Board.of(result)) or (0, [])
    return [change for source, moves in plan for change in _spell(result, source, moves)]


def _nearest_plan(board: Board) -> tuple[int, Plan] | None:
    """The criterion whose minimum takes the fewest moves, by its position, and those moves."""
    result = board.result
    found: tuple[int, Plan] | None = None
    for index in range(len(result.method.criteria) if result.ranking.order else 0):
        for gap, sources in _minimum_gaps(board, result.ranking.order[0], index):
            most = None if found is None else sum(moves for _, moves in found[1]) - 1
            try:
                plan = fewest(gap, sources, most, strictly=True)
            except TooManyMoves:
                continue
            if plan is not None:
                found = index, plan
    return found


def _minimum_gaps(board: Board, bid: int, index: int) -> Iterator[tuple[Fraction, list[Source]]]:
    """How far each mark that a minimum looks at lies above it, and what could lower it."""
    table, minimum = board.result.table, board.result.method.criteria[index].minimum
    if minimum is None:
        return
    if minimum.of == "combined":
        mark = table.combined[index].mark(bid)
        assert mark is not None
        yield mark - minimum.mark, board.sources(bid, index, up=False)
        return
    for part in minimum_parts(table, index, minimum):
        own = table.columns[part].mark(bid)
        if own is not None:
            yield own - minimum.mark, [board.part_source(bid, part, up=False)]
