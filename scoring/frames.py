"""DataFrames in, DataFrames out: a million marks are read and counted in columns."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy
import pandas

from scoring.array_rows import ArrayRows
from scoring.exact import read_number
from scoring.marks import PASS, Marks
from scoring.method import Method
from scoring.node import NUMBER_FORM, Fields, Node
from scoring.outline import Outline
from scoring.problems import BadInput, Problem, Problems, quoted
from scoring.read_marks import outline_of, read_marks

if TYPE_CHECKING:
    from scoring.result import Result

Codes = numpy.typing.NDArray[numpy.int64]
MOST_PROBLEMS = 1000
COLUMNS = ("bid", "criterion", "evaluator", "mark")


def marks_from_frames(
    method: Method,
    bids: pandas.DataFrame,
    marks: pandas.DataFrame,
    agreed: pandas.DataFrame | None = None,
    voided: pandas.DataFrame | None = None,
) -> Marks:
    """Marks from frames with a column for each key; an empty value is a key left out.

    A mark is a number or `pass`. Raises `BadInput` with the row number in each path.
    """
    log = Problems()
    outline = outline_of(method)
    small = {"bids": bids, "agreed": agreed, "voided": voided}
    document = {key: _records(frame) for key, frame in small.items() if frame is not None}
    if agreed is not None and outline.only_group is None:
        document["agreed"] = [{"group": None, **each} for each in document["agreed"]]
    nodes = {key: Node(value, (key,), log) for key, value in document.items()}
    beside = read_marks(Fields(nodes, {}), outline, log)
    ids = [str(each["id"]) for each in document["bids"] if "id" in each]
    reader = _Reader(outline, {ident: index for index, ident in enumerate(ids)}, log)
    rows = reader.read(marks)
    if log or beside is None or rows is None:
        raise BadInput(log)
    people, groups = tuple(reader.evaluators), tuple(int(each) for each in reader.group_of)
    return Marks(beside.bids, people, groups, rows, beside.agreed, beside.voided)


def _records(frame: pandas.DataFrame) -> list[dict[str, Any]]:
    """The rows of a small frame; `gate:…` columns become gates, ids become text."""
    records = []
    for row in frame.to_dict("records"):
        entry: dict[str, Any] = {}
        for key, value in row.items():
            if not isinstance(value, (dict, list)) and pandas.isna(value):
                continue
            name = str(key)
            if name.startswith("gate:"):
                entry.setdefault("gates", {})[name.removeprefix("gate:")] = _truth(value)
            else:
                entry[name] = str(value) if name not in ("price", "mark", "gates") else value
        records.append(entry)
    return records


def _truth(value: object) -> object:
    if isinstance(value, str):
        return {"yes": True, "no": False}.get(value.lower(), value)
    return bool(value) if isinstance(value, numpy.bool_) else value


class _Reader:
    """Reads the frame of marks column by column; what is alike is looked at once."""

    def __init__(self, outline: Outline, bids: dict[str, int], log: Problems) -> None:
        self.outline, self.bids, self.log = outline, bids, log
        self.evaluators: list[str] = []
        self.group_of: Codes = numpy.zeros(0, numpy.int64)

    def read(self, frame: pandas.DataFrame) -> ArrayRows | None:
        missing = [key for key in COLUMNS if key not in frame.columns]
        if "group" not in frame.columns and self.outline.only_group is None:
            missing.append("group")
        for key in missing:
            self._problem(("marks",), f"the column {quoted(key)} is missing", "Add it")
        if missing:
            return None
        criteria = {each: index for index, each in enumerate(self.outline.criteria)}
        groups = {each: index for index, each in enumerate(self.outline.groups)}
        bid = self._known(frame, "bid", self.bids)
        criterion = self._known(frame, "criterion", criteria)
        evaluator = self._evaluator(frame)
        group = numpy.zeros(len(frame), numpy.int64)
        if "group" in frame.columns:
            group = self._known(frame, "group", groups)
        if self.log:
            return None
        steps = self._steps(frame, criterion)
        self._groups(evaluator, group)
        self._shares(criterion, group)
        self._twice(bid, criterion, evaluator)
        return None if self.log else ArrayRows(bid, criterion, evaluator, steps)

    def _problem(self, path: tuple[str | int, ...], what: str, mend: str) -> None:
        self.log.append(Problem(path, what, mend))

    def _tell(self, wrong: Any, key: str, what: str, mend: str) -> None:
        """A problem for each row that is wrong, up to a thousand."""
        for row in numpy.flatnonzero(wrong)[:MOST_PROBLEMS]:
            self._problem(("marks", int(row), key), what, mend)

    def _known(self, frame: pandas.DataFrame, key: str, ids: dict[str, int]) -> Codes:
        codes, values = pandas.factorize(frame[key])
        indices = numpy.array([ids.get(str(each), -1) for each in values] + [-1])
        found: Codes = indices[codes]
        if (found < 0).any():
            for row in numpy.flatnonzero(found < 0)[:MOST_PROBLEMS]:
                value = frame[key].iloc[int(row)]
                held = None if pandas.isna(value) else str(value)
                Node(held, ("marks", int(row), key), self.log).choice(ids)
        return found

    def _evaluator(self, frame: pandas.DataFrame) -> Codes:
        codes, values = pandas.factorize(frame["evaluator"])
        self.evaluators = [str(each) for each in values]
        empty = numpy.array([not each for each in self.evaluators] + [True])
        self._tell(empty[codes], "evaluator", "the evaluator is empty", "Write an id")
        return numpy.asarray(codes, numpy.int64)

    def _steps(self, frame: pandas.DataFrame, criterion: Codes) -> Codes:
        """Steps above the lowest mark, read once for each criterion and mark."""
        codes, values = pandas.factorize(frame["mark"])
        width = len(values) + 1
        pairs = criterion * width + numpy.where(codes < 0, len(values), codes)
        kinds, where = _unique(pairs, len(self.outline.criteria) * width)
        numbers = [_number(each) for each in values]
        steps = numpy.zeros(len(kinds), numpy.int64)
        for index, kind in enumerate(kinds.tolist()):
            c, v = divmod(kind, width)
            value = values[v] if v < len(values) else None
            step = self._step(c, value, numbers[v] if v < len(values) else None)
            if isinstance(step, Problem):
                self._tell(where == index, "mark", step.what, step.mend)
            else:
                steps[index] = step
        found: Codes = steps[where]
        return found

    def _step(self, criterion: int, value: Any, number: Fraction | int | None) -> int | Problem:
        known = list(self.outline.criteria.values())[criterion]
        if number == PASS:
            return PASS
        if value is None:
            return Problem((), "the mark is empty", "Write a mark, or pass")
        if number is None or known.scale is None:
            return Problem((), f"{quoted(value)} isn't a number", NUMBER_FORM)
        steps = known.scale.steps(Fraction(number))
        if steps is None or steps > 2**31:
            return Problem((), f"{quoted(value)} isn't on the scale", known.choices)
        return steps

    def _groups(self, evaluator: Codes, group: Codes) -> None:
        self.group_of = numpy.zeros(len(self.evaluators), numpy.int64)
        if self.outline.only_group is not None:
            return
        self.group_of[evaluator[::-1]] = group[::-1]
        wrong = self.group_of[evaluator] != group
        self._tell(wrong, "group", "an evaluator marks for two groups", "Keep each in one group")

    def _shares(self, criterion: Codes, group: Codes) -> None:
        allowed = numpy.array(
            [
                [each.shares is not None and g in each.shares for g in self.outline.groups]
                for each in self.outline.criteria.values()
            ]
        )
        if allowed.all():
            return
        wrong = ~allowed[criterion, group]
        mend = "Take the mark out, or correct the group"
        self._tell(wrong, "group", "the group has no share in this criterion", mend)

    def _twice(self, bid: Codes, criterion: Codes, evaluator: Codes) -> None:
        people, criteria = len(self.evaluators), len(self.outline.criteria)
        key = (bid * criteria + criterion) * people + evaluator
        size = len(self.bids) * criteria * people
        if size <= 8 * len(key) + 1000:
            twice = numpy.bincount(key, minlength=size) > 1
            if not twice.any():
                return
        wrong = pandas.Series(key).duplicated().to_numpy()
        self._tell(wrong, "evaluator", "this mark is there twice", "Keep one of the two")


def _number(value: Any) -> Fraction | int | None:
    """A mark's number, or `PASS`; NumPy's numbers are read like Python's."""
    if isinstance(value, str) and value.strip().lower() == "pass":
        return PASS
    plain = value.item() if isinstance(value, numpy.generic) else value
    number = read_number(plain)
    return number if number is None or number >= 0 else None


def _unique(keys: Codes, size: int) -> tuple[Codes, Codes]:
    """Distinct keys and where each row's stands among them, without sorting where it's small."""
    if size > 4 * len(keys) + 1000:
        kinds, where = numpy.unique(keys, return_inverse=True)
        return kinds, where
    kinds = numpy.flatnonzero(numpy.bincount(keys, minlength=size))
    index = numpy.zeros(size, numpy.int64)
    index[kinds] = numpy.arange(len(kinds))
    return kinds, index[keys]


def result_frames(result: Result) -> dict[str, pandas.DataFrame]:
    """The result as frames `bids`, `criteria`, `groups`: exact figures as text, shown ones too."""
    bids: list[dict[str, Any]] = []
    criteria: list[dict[str, Any]] = []
    groups: list[dict[str, Any]] = []
    for bid in result.bids:
        plain = {key: bid[key] for key in ("id", "status", "rank", "shared")}
        figures = {key: bid[key] for key in ("total", "quality", "price")}
        bids.append({**plain, **_figures(figures), "reasons": ", ".join(bid["reasons"])})
        for criterion in bid["criteria"]:
            place = {"bid": bid["id"], "criterion": criterion["id"]}
            criteria.append({**place, **_figures({k: criterion[k] for k in ("mark", "score")})})
            for group in criterion["groups"]:
                more = {"group": group["id"], "marks": group["marks"], "agreed": group["agreed"]}
                scores = _figures({k: group[k] for k in ("mark", "score")})
                groups.append({**place, **more, **scores})
    frames = {"bids": bids, "criteria": criteria, "groups": groups}
    made = {name: pandas.DataFrame(rows) for name, rows in frames.items()}
    made["bids"]["rank"] = made["bids"]["rank"].astype("Int64")
    return made


def _figures(figures: dict[str, dict[str, str] | None]) -> dict[str, str | None]:
    row: dict[str, str | None] = {}
    for key, figure in figures.items():
        row[key] = None if figure is None else figure["shown"]
        row[f"{key}_exact"] = None if figure is None else figure["exact"]
    return row
