"""Sheets of a workbook, or files of a folder, made into an input document with its places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from scoring.method import ONLY_GROUP
from scoring.node import SAID_ELSEWHERE, Unread
from scoring.problems import Path, Problem, quoted

IN_METHOD = ("groups", "criteria", "gates", "tie_breaks")
BESIDE = ("bids", "marks", "agreed", "voided")
SHEETS = ("method", *IN_METHOD, *BESIDE)
EXPLANATION = "explanation"
REQUIRED = {
    "method": ("key", "value"),
    "groups": ("id",),
    "criteria": ("id", "weight", "lowest", "highest", "step", "group_mark"),
    "gates": ("id",),
    "tie_breaks": ("by",),
    "bids": ("id",),
    "marks": ("bid", "criterion", "evaluator", "mark"),
    "agreed": ("bid", "criterion", "mark"),
    "voided": ("evaluator",),
}
Entry = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """One table: its heading's columns, and its rows with the line that each stands on."""

    name: str
    columns: dict[str, int]
    rows: list[tuple[int, Entry]]
    cell: Callable[[int, int], str]
    heading_line: int = 1

    def place(self, line: int, heading: str) -> str:
        """Where a cell is, in the words of its file: `marks!E5`, or the row alone."""
        column = self.columns.get(heading)
        return f"{self.name}, row {line}" if column is None else self.cell(line, column)


@dataclass
class Workbook:
    """All sheets of an input; problems of the sheets themselves have their place already."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, name: str, lines: Iterable[tuple[int, list[Any]]], cell: Any) -> None:
        """Take in one sheet: its first line is the heading, empty lines are passed over."""
        known = name.strip().lower()
        filled = ((line, row) for line, row in lines if any(each is not None for each in row))
        first = next(filled, None)
        if first is None or known.startswith("x-") or known == EXPLANATION:
            return
        if known not in SHEETS:
            mend = f"Name it like one of {', '.join(SHEETS)}, or begin its name with x-"
            self.problems.append(f"{name}: this sheet isn't known. {mend}.")
        elif known in self.sheets:
            self.problems.append(f"{name}: this sheet is there twice. Keep one.")
        else:
            columns = self._columns(known, *first, cell)
            rows = [(line, self._entry(columns, line, row, cell)) for line, row in filled]
            self.sheets[known] = Sheet(known, columns, rows, cell, first[0])

    def _columns(self, sheet: str, line: int, row: list[Any], cell: Any) -> dict[str, int]:
        columns: dict[str, int] = {}
        for index, heading in enumerate(row):
            name = heading.strip() if isinstance(heading, str) else heading
            if isinstance(name, Unread) or (name is not None and not isinstance(name, str)):
                self.problems.append(f"{cell(line, index)}: a heading is text. Write its name.")
            elif name and name in columns:
                where = cell(line, index)
                self.problems.append(
                    f"{where}: the heading {quoted(name)} is there twice. Keep one."
                )
            elif name:
                columns[name] = index
        for heading in REQUIRED[sheet]:
            if heading not in columns:
                place = f"{sheet}, row {line}"
                self.problems.append(f"{place}: the column {quoted(heading)} is missing. Add it.")
        return columns

    def _entry(self, columns: dict[str, int], line: int, row: list[Any], cell: Any) -> Entry:
        """A row by heading; an empty cell is a key left out, and nobody sees a blank at an end."""
        places = set(columns.values())
        for index, value in enumerate(row):
            if value is not None and index not in places:
                where = cell(line, index)
                self.problems.append(f"{where}: there is no heading above. Add one, or clear it.")
        found = {name: _seen(row[i]) for name, i in columns.items() if i < len(row)}
        return {name: value for name, value in found.items() if value is not None}

    def document(self) -> dict[str, Any]:
        """The input document that the sheets hold."""
        method: Entry = {}
        document: Entry = {"method": method}
        for line, row in self._rows("method"):
            self._setting(document, line, row)
        self._headings_name("criteria", "share:", "groups", ONLY_GROUP)
        self._headings_name("bids", "gate:", "gates", None)
        shapes = {"criteria": _criterion, "bids": _bid, "marks": _mark}
        groups = len(self._rows("groups"))
        for name in (*IN_METHOD, *BESIDE):
            shape = shapes.get(name, dict)
            entries = [shape(self._whole(name, row)) for _, row in self._rows(name)]
            if name == "agreed" and groups > 1:
                entries = [{"group": None, **each} for each in entries]
            if entries or name in ("criteria", "bids"):
                (method if name in IN_METHOD else document)[name] = entries
        return document

    def _headings_name(self, name: str, prefix: str, listed: str, default: str | None) -> None:
        """A heading such as `share:young` names an entry of another sheet; told once if not."""
        ids = [str(row["id"]) for _, row in self._rows(listed) if "id" in row]
        ids = ids or ([default] if default else [])
        used = dict.fromkeys(key for _, row in self._rows(name) for key in row)
        strange = [
            key for key in used if key.startswith(prefix) and key[len(prefix) :].strip() not in ids
        ]
        for heading in strange:
            where = self.sheets[name].place(self.sheets[name].heading_line, heading)
            what = f"the heading {quoted(heading)} names nothing on the sheet {listed}"
            mend = f"Write an id from there, like {prefix}{ids[0]}" if ids else "Fill in that sheet"
            self.problems.append(f"{where}: {what}. {mend}.")
        for _, row in self._rows(name) if strange else []:
            for key in [each for each in row if each.startswith(prefix)]:
                del row[key]
            row[{"share:": "shares", "gate:": "gates"}[prefix]] = SAID_ELSEWHERE

    def _rows(self, name: str) -> list[tuple[int, Entry]]:
        return self.sheets[name].rows if name in self.sheets else []

    def _whole(self, name: str, row: Entry) -> Entry:
        """A row in which a column that is missing altogether isn't missed once more."""
        gone = [each for each in REQUIRED[name] if each not in self.sheets[name].columns]
        return {**dict.fromkeys(gone, SAID_ELSEWHERE), **row}

    def _setting(self, document: Entry, line: int, row: Entry) -> None:
        key, value = row.get("key"), row.get("value")
        if not isinstance(key, str):
            place = self.sheets["method"].place(line, "key")
            self.problems.append(f"{place}: the key isn't text. Write one that the format names.")
            return
        section, _, name = key.strip().rpartition(".")
        target = document if key.strip() == "format" else document["method"]
        if section:
            target = target.setdefault(section, {}) if value is not None else {}
        if name in target:
            place = self.sheets["method"].place(line, "key")
            self.problems.append(f"{place}: the key {quoted(key)} is there twice. Keep one.")
        if value is not None:
            target[name] = value

    def say(self, problem: Problem) -> str:
        """A problem with the sheet and cell that it stands in; people fill cells, not keys."""
        key = re.fullmatch(r"the key (.*) is missing", problem.what)
        if key:
            problem = replace(problem, what=f"nothing is written here: {key[1]} is missing")
        return problem.at(self.where(problem.path))

    def where(self, path: Path) -> str:
        """The sheet and cell of a place in the document."""
        inner = path[1:] if path[:1] == ("method",) else path
        if not inner:
            return "method"
        name = str(inner[0])
        if name not in self.sheets or name == "method" or len(inner) == 1:
            return self._setting_place(inner) if name not in SHEETS else name
        line, _ = self.sheets[name].rows[int(inner[1])]
        return self.sheets[name].place(line, _heading(name, inner[2:]))

    def _setting_place(self, path: Path) -> str:
        key = ".".join(map(str, path))
        for line, row in self._rows("method"):
            if isinstance(row.get("key"), str) and row["key"].strip() == key:
                return self.sheets["method"].place(line, "value")
        return f"method, {key}"


def _seen(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _heading(sheet: str, path: Path) -> str:
    """The column that a place inside an entry comes from."""
    steps = [str(each) for each in path]
    if sheet == "criteria" and steps[:1] == ["shares"] and len(steps) > 1:
        return f"share:{steps[1]}"
    if sheet == "criteria" and steps[:1] == ["minimum"]:
        return "minimum_of" if steps[1:] == ["of"] else "minimum"
    if sheet == "criteria" and steps[:1] == ["scale"]:
        return steps[1] if len(steps) > 1 else "highest"
    if sheet == "bids" and steps[:1] == ["gates"] and len(steps) > 1:
        return f"gate:{steps[1]}"
    return steps[0] if steps else ""


def _criterion(row: Entry) -> Entry:
    made: Entry = {}
    inner = {"lowest": ("scale", "lowest"), "highest": ("scale", "highest")}
    inner |= {"step": ("scale", "step")}
    inner |= {"minimum": ("minimum", "mark"), "minimum_of": ("minimum", "of")}
    for key, value in row.items():
        if key.startswith("share:"):
            made.setdefault("shares", {})[key.removeprefix("share:").strip()] = value
        elif key in inner:
            section, name = inner[key]
            made.setdefault(section, {})[name] = value
        else:
            made[key] = value
    return made


_YES_NO = {"yes": True, "no": False, "true": True, "false": False}


def _bid(row: Entry) -> Entry:
    made: Entry = {} if "gates" in row else {"gates": {}}
    for key, value in row.items():
        if key.startswith("gate:"):
            made["gates"][key.removeprefix("gate:").strip()] = _yes_no(value)
        else:
            made[key] = value
    return made


def _yes_no(value: Any) -> Any:
    if isinstance(value, str):
        unread = Unread(f"{quoted(value)} isn't yes or no", "Write yes or no")
        return _YES_NO.get(value.strip().lower(), unread)
    return value


def _mark(row: Entry) -> Entry:
    mark = row.get("mark")
    if isinstance(mark, str) and mark.strip().lower() == "pass":
        return {**row, "mark": None}
    return row
