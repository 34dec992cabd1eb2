"""The rules of how the house is built, checked against its source (see ARCHITECTURE in docs)."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from pathlib import PurePath

import pytest
from importlinter.cli import lint_imports

from portal.audit.catalogue import CATALOGUE
from tests.source import ROOT, Function, Source, name_of, sources

LONGEST_FILE, LONGEST_FUNCTION = 300, 30
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools", "base", "lib"}

FLASK = {
    "portal/__init__.py": "puts the app together",
    "portal/cli.py": "adds the commands to the app",
    "portal/audit/keys.py": "the key lies in the data folder of the app that is running",
    "portal/links.py": "the links at the head and the foot of every page",
    "portal/registry.py": "lists the blueprints",
    "portal/accounts/limits.py": "counts requests by account and address",
    "portal/overview/homes.py": "a home is a list of links",
    "portal/overview/learning.py": "a home is a list of links",
    "portal/overview/waiting.py": "what waits for a panel is a list of links",
    "portal/overview/dates.py": "each date leads to its page",
    "portal/overview/plan.py": "the plan is a list of links",
    "portal/overview/bidding.py": "a provider's home is a list of links",
    "portal/overview/buying.py": "a home is a list of links",
    "portal/overview/way_on.py": "a page that can't be shown leads on to another",
    "portal/overview/tasks.py": "a tender's page is a list of links",
    "portal/overview/tasks_marking.py": "an evaluator goes on from home by a link",
}
"""Files apart from views, core and the demo that may know the web, and why."""

CLOCKS = {"now", "utcnow", "today", "time", "time_ns"}
CLOCK_OWNERS = {"datetime", "date", "time", "datetime.datetime", "datetime.date"}


def test_flask_is_known_to_views_and_core_alone() -> None:
    wrong = {
        source.path
        for source in sources("portal")
        for module, _name in source.imports
        if module.split(".")[0] == "flask" and not _may_know_flask(source.path)
    }
    assert wrong == set()


def _may_know_flask(path: str) -> bool:
    file = PurePath(path)
    return (
        file.name.startswith(("views", "commands"))
        or path in FLASK
        or file.is_relative_to("portal/core")
        or file.is_relative_to("portal/demo")
    )


def test_no_exception_to_the_rule_about_flask_is_out_of_date() -> None:
    assert set(FLASK) <= {source.path for source in sources("portal")}


def test_nobody_commits_but_the_transaction() -> None:
    commits = _calls("portal", "commit") | _calls("scoring", "commit")
    assert commits == {"portal/core/transaction.py"}


def _calls(folder: str, method: str) -> set[str]:
    return {
        source.path
        for source in sources(folder)
        for call in source.calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == method
    }


def test_the_wall_clock_is_read_in_one_place() -> None:
    wrong = {
        f"{source.path}:{call.lineno}"
        for source in sources("portal", "scoring")
        for call in source.calls
        if _reads_clock(call) and source.path != "portal/core/clock.py"
    }
    assert wrong == set()


def _reads_clock(call: ast.Call) -> bool:
    owner, _, method = name_of(call.func).rpartition(".")
    return method in CLOCKS and owner in CLOCK_OWNERS


def test_the_database_is_never_asked_for_its_own_time() -> None:
    wrong = [
        f"{source.path}:{call.lineno}"
        for source in sources("portal")
        for call in source.calls
        if name_of(call.func) in ("func.now", "func.current_timestamp", "func.current_date")
    ]
    assert wrong == []


def test_plain_sql_stands_in_core_and_migrations_alone() -> None:
    wrong = [
        source.path
        for source in sources("portal")
        if not source.path.startswith("portal/core/") and _speaks_sql(source)
    ]
    assert wrong == []


def _speaks_sql(source: Source) -> bool:
    imported = any(m.split(".")[0] == "sqlalchemy" and n == "text" for m, n in source.imports)
    names = {node.attr for node in source.nodes if isinstance(node, ast.Attribute)}
    return imported or bool({"__table__", "exec_driver_sql"} & names)


def test_files_are_short() -> None:
    lines = {s.path: len(s.text.splitlines()) for s in sources("portal", "scoring", "tests")}
    assert {p for p, n in lines.items() if n > LONGEST_FILE} == {"portal/record/bundle/verify.py"}


def test_functions_are_short() -> None:
    wrong = {
        f"{source.path}: {function.name}": length
        for source in sources("portal", "scoring")
        for function in source.functions
        if (length := _length(function)) > LONGEST_FUNCTION
    }
    assert wrong == {}


def _length(function: Function) -> int:
    """The lines of a function without its docstring, which may be as long as it needs to be."""
    first = function.body[0]
    said = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(function) else 0
    return (function.end_lineno or 0) - function.lineno + 1 - said


def test_no_file_or_function_has_a_vague_name() -> None:
    names = {
        (source.path, word)
        for source in sources("portal", "scoring", "tests")
        for word in re.split(r"[/_.]", source.path)
    }
    assert {(path, word) for path, word in names if word in VAGUE} == set()


def test_no_test_is_left_out() -> None:
    wrong = [
        f"{source.path}:{node.lineno}"
        for source in sources("tests")
        for node in source.nodes
        if isinstance(node, ast.Attribute)
        and node.attr in ("skip", "skipif", "xfail", "importorskip")
    ]
    assert wrong == []


def test_nothing_is_left_for_later() -> None:
    wrong = [
        f"{source.path}:{line}: {comment}"
        for source in sources("portal", "scoring", "tests", "migrations")
        if LATER.search(source.text)
        for line, comment in _comments(source)
        if LATER.search(comment)
    ]
    assert wrong == []


def _comments(source: Source) -> list[tuple[int, str]]:
    tokens = tokenize.generate_tokens(io.StringIO(source.text).readline)
    return [(t.start[0], t.string) for t in tokens if t.type == tokenize.COMMENT]


def test_nothing_is_only_pretended() -> None:
    wrong = [
        f"{source.path}: {function.name}"
        for source in sources("portal", "scoring")
        for function in source.functions
        if _does_nothing(function) and function not in _shapes(source)
    ]
    assert wrong == []


def _shapes(source: Source) -> set[ast.stmt]:
    """What stands in protocols: the shapes of functions, which have nothing to do."""
    return {
        member
        for node in source.nodes
        if isinstance(node, ast.ClassDef) and any("Protocol" in ast.unparse(b) for b in node.bases)
        for member in node.body
    }


def _does_nothing(function: Function) -> bool:
    body = function.body[bool(ast.get_docstring(function)) :]
    raises = [ast.unparse(node) for node in body if isinstance(node, ast.Raise)]
    return any("NotImplementedError" in text for text in raises) or (
        bool(body) and all(isinstance(node, ast.Pass) or _is_dots(node) for node in body)
    )


def _is_dots(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and ast.unparse(node.value) == "..."


def test_imports_go_downwards_only(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(str(ROOT / "setup.cfg"), no_cache=True, no_logo=True)
    assert status == 0, capsys.readouterr().out


def test_every_public_function_says_which_rule_it_keeps() -> None:
    wrong = [
        f"{source.path}: {node.name}"
        for source in sources("portal", "scoring")
        for node in source.tree.body
        if isinstance(node, Function | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert wrong == []
    assert [s.path for s in sources("portal", "scoring") if not ast.get_docstring(s.tree)] == []


def test_every_event_reads_as_a_sentence_of_one_feature() -> None:
    sentences = Counter(
        key.value
        for source in sources("portal")
        if source.path.endswith("/events.py")
        for node in source.nodes
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and ":" in key.value
    )
    assert sorted(sentences) == sorted(CATALOGUE)
    assert [name for name, times in sentences.items() if times > 1] == []


def test_every_event_of_the_catalogue_is_recorded_somewhere() -> None:
    recorded = {
        argument.value
        for source in sources("portal")
        for call in source.calls
        if name_of(call.func).rpartition(".")[2].startswith(("record", "note_"))
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant)
    }
    assert recorded == set(CATALOGUE)


def test_every_rule_that_the_code_cites_is_explained() -> None:
    explained = set(re.findall(r"\b[RP]\d{1,2}\b", (ROOT / "docs" / "rules.md").read_text()))
    cited = {
        (source.path, code)
        for source in sources("portal", "scoring", "tests")
        for code in re.findall(r"\b[RP]\d{1,2}\b", source.text)
    }
    assert {(path, code) for path, code in cited if code not in explained} == set()
