"""The command line: a commissioner with a spreadsheet, an auditor with a result."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scoring.check import warnings
from scoring.document import load_json
from scoring.evaluate import evaluate
from scoring.problems import BadInput, Incomplete
from scoring.report_text import report
from scoring.result import Result
from scoring.sources import Source, Unreadable, open_source, read_bytes
from scoring.verify import verify

FINE, BAD, INCOMPLETE, DIFFERENT = 0, 2, 3, 4
MOST_LINES = 10_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status says how it went (SCORING-IO)."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except Unreadable as error:
        return _complain([str(error)], BAD)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scoring", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add = _adder(commands)
    add("evaluate", _evaluate, "the result", ["json", "text", "xlsx"])
    add("analyse", _analyse, "influence, fragility, agreement", ["json", "text"])
    add("check", _check, "every problem found, or 'ok'", None)
    add("template", _template, "an empty workbook, explained, and an example beside it", None)
    add("verify", _verify, "recompute a result, compare, say", None)
    return parser


def _adder(commands: Any) -> Callable[[str, Any, str, list[str] | None], None]:
    def add(name: str, run: Any, words: str, kinds: list[str] | None) -> None:
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument("file", metavar="FILE", help="a file, a folder of .csv, or - for JSON")
        if kinds:
            command.add_argument("--out", metavar="FILE", help="write here, not to standard output")
            command.add_argument("--as", dest="kind", choices=kinds, default="json")
        command.set_defaults(run=run)

    return add


def _evaluate(options: argparse.Namespace) -> int:
    if options.kind == "xlsx" and options.out is None:
        return _complain(["--as xlsx: a workbook needs --out. Add --out RESULT.xlsx."], BAD)
    return _with_source(options, lambda source: _write_result(options, evaluate(*source.read())))


def _write_result(options: argparse.Namespace, result: Result) -> None:
    if options.kind == "xlsx":
        from scoring.report_xlsx import write_report

        _save(options.out, lambda: write_report(result, Path(options.out)))
    elif options.kind == "text":
        _write(options.out, report(result))
    else:
        _write(options.out, json_text(result.as_dict()))


def _analyse(options: argparse.Namespace) -> int:
    def write(source: Source) -> None:
        from scoring.analyse import analyse_result
        from scoring.analysis_text import analysis_report

        result = evaluate(*source.read())
        found = analyse_result(result)
        text = analysis_report(result, found) if options.kind == "text" else json_text(found)
        _write(options.out, text)

    return _with_source(options, write)


def _check(options: argparse.Namespace) -> int:
    def check(source: Source) -> None:
        method, marks = source.read()
        evaluate(method, marks)
        for each in warnings(method, marks):
            print(f"warning: {source.name}: {each}", file=sys.stderr)
        print("ok")

    return _with_source(options, check)


def _with_source(options: argparse.Namespace, use: Callable[[Source], None]) -> int:
    """Open the input, use it, and say everything that is wrong with it."""
    try:
        source = open_source(options.file)
    except BadInput as error:
        return _complain([f"{options.file}: {each}" for each in error.problems], BAD)
    try:
        use(source)
    except BadInput as error:
        return _complain(source.say(error.problems), BAD)
    except Incomplete as error:
        return _complain([f"{source.name}: {each}" for each in error.missing], INCOMPLETE)
    return FINE


def _verify(options: argparse.Namespace) -> int:
    try:
        differences = verify(load_json(read_bytes(options.file), whole_numbers=True))
    except BadInput as error:
        return _complain([f"{options.file}: {each}" for each in error.problems], BAD)
    except Incomplete as error:
        return _complain([f"{options.file}: {each}" for each in error.missing], INCOMPLETE)
    if differences:
        return _complain([f"{options.file}: {each}" for each in differences], DIFFERENT)
    print("ok: the result is what its input gives, and its digest holds")
    return FINE


def _template(options: argparse.Namespace) -> int:
    from scoring.template import write_template

    example = _save(options.file, lambda: write_template(Path(options.file)))
    print(f"{options.file}: the empty template. {example}: a filled example.")
    return FINE


def json_text(data: Any) -> str:
    """JSON that people can read too."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _write(out: str | None, text: str) -> None:
    if out is None:
        sys.stdout.write(text)
    else:
        _save(out, lambda: Path(out).write_text(text, encoding="utf-8"))


def _save(out: str, write: Callable[[], Any]) -> Any:
    try:
        return write()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(f"{out}: it can't be written: {reason}. Choose another name.") from None


def _complain(lines: list[str], status: int) -> int:
    for line in lines[:MOST_LINES]:
        print(" ".join(line.splitlines()), file=sys.stderr)
    if len(lines) > MOST_LINES:
        print(f"… and {len(lines) - MOST_LINES} more", file=sys.stderr)
    return status
