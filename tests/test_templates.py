"""Templates: all compile, stand on the base page, speak through translations, judge no roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import pytest
from flask import Flask
from jinja2 import nodes

from portal.accounts import models as roles
from tests.shelf import Quick
from tests.source import ROOT

FOLDER = ROOT / "templates"
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
LAYOUTS = {"base.html", "print.html"}
READY = {"evaluation/result_body.html", "outcomes/order_of_bids.html"}
"""Rendered apart, once for a run that never changes, and put into a page as they are."""
TRANSLATORS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
SPOKEN = r'\b(?:alt|title|aria-label|placeholder|label)="([^"]*)"'
OUR_NAME = "Evenhand"
ROLES = {*roles.AUTHORITY_ROLES, roles.OPERATOR, roles.EVALUATOR, roles.PROVIDER}
CLASS_BLOCKS = {"width", "page_class"}
GAP = "\0"
"""Stands where a template puts in a value."""


@pytest.fixture(scope="module")
def trees(quick_portal: Quick) -> dict[str, nodes.Template]:
    """Every template as a tree, by its name."""
    env = quick_portal.app.jinja_env
    return {name: env.parse((FOLDER / name).read_text(encoding="utf-8")) for name in NAMES}


def test_every_template_compiles(quick_app: Flask) -> None:
    for name in NAMES:
        quick_app.jinja_env.get_template(name)


def test_every_template_is_a_page_on_our_base_or_a_piece_of_one(
    trees: dict[str, nodes.Template],
) -> None:
    parents = {name: _parent(tree) for name, tree in trees.items()}
    used = {name for tree in trees.values() for name in _pieces(tree)}
    for name, parent in parents.items():
        assert parent in trees or name in LAYOUTS | READY or name in used, f"nobody uses {name}"
        assert not (parent and name in used), f"{name} is both a page and a piece"


def _parent(tree: nodes.Template) -> str | None:
    found = tree.find(nodes.Extends)
    return str(cast(nodes.Const, found.template).value) if found else None


def _pieces(tree: nodes.Template) -> Iterator[str]:
    for node in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport)):
        for const in [node.template, *node.template.find_all(nodes.Const)]:
            if isinstance(const, nodes.Const):
                yield str(const.value)


def test_every_macro_is_used_and_nothing_is_imported_in_vain(
    trees: dict[str, nodes.Template],
) -> None:
    asked = {name for tree in trees.values() for name, _here in _imported(tree)}
    asked |= {node.attr for tree in trees.values() for node in tree.find_all(nodes.Getattr)}
    for name, tree in trees.items():
        used = {node.name for node in tree.find_all(nodes.Name)}
        idle = {here for _name, here in _imported(tree)} - used
        assert not idle, f"{name} imports {idle}, and doesn't use it"
        own = {macro.name for macro in tree.find_all(nodes.Macro)}
        assert not own - used - asked, f"nobody uses {own - used - asked} of {name}"


def _imported(tree: nodes.Template) -> set[tuple[str, str]]:
    """Each name that a template imports, and what it is called there."""
    names = [name for node in tree.find_all(nodes.FromImport) for name in node.names]
    return {(name, name) if isinstance(name, str) else name for name in names}


def test_every_word_between_tags_is_marked_for_translation(
    trees: dict[str, nodes.Template],
) -> None:
    wrong = {name: words for name, tree in trees.items() if (words := _bare_words(tree))}
    assert wrong == {}


def _bare_words(tree: nodes.Template) -> list[str]:
    page = re.sub(r"(?s)<!--.*?-->|<script\b.*?</script>", " ", "".join(_written(tree)))
    spoken = re.findall(SPOKEN, page)
    between = re.sub(r"(?s)<[^>]*>", "\n", page)
    found = [text.strip(f"{GAP} \t") for text in [*spoken, *re.split(r"[\n\0]", between)]]
    return [text for text in found if re.search(r"[A-Za-z]{2}", text.replace(OUR_NAME, ""))]


def _written(node: nodes.Node) -> Iterator[str]:
    """What a template writes itself, in its order; gaps where values come."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Expr) or getattr(node, "name", "") in CLASS_BLOCKS:
        yield GAP
    else:
        for child in node.iter_child_nodes():
            yield from _written(child)


def test_every_sentence_in_an_expression_is_marked_for_translation(
    trees: dict[str, nodes.Template],
) -> None:
    wrong = {
        name: texts
        for name, tree in trees.items()
        if (texts := [text for text in _untranslated(tree) if _is_sentence(text)])
    }
    assert wrong == {}


def _untranslated(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in TRANSLATORS:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from _untranslated(child)


def _is_sentence(text: str) -> bool:
    """Words for people begin with a capital letter; classes, names and paths don't."""
    return bool(re.match(r"\s*[A-Z][a-z]+\b", text)) and text.strip() not in {OUR_NAME, "Q"}


def test_nothing_is_written_inline(trees: dict[str, nodes.Template]) -> None:
    for name, tree in trees.items():
        page = "".join(_written(tree))
        assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", page), name
        scripts = re.findall(r"<script\b(?![^>]*\ssrc=)[^>]*>(.*?)</script>", page, re.DOTALL)
        assert not scripts or (name in LAYOUTS and all("govuk-frontend" in s for s in scripts))


def test_no_template_decides_by_a_role(trees: dict[str, nodes.Template]) -> None:
    wrong = [
        (name, const.value)
        for name, tree in trees.items()
        for test in _conditions(tree)
        for const in [test, *test.find_all(nodes.Const)]
        if isinstance(const, nodes.Const) and const.value in ROLES
    ]
    assert wrong == []


def _conditions(tree: nodes.Template) -> Iterator[nodes.Node]:
    for node in tree.find_all((nodes.If, nodes.CondExpr)):
        yield node.test
    for loop in tree.find_all(nodes.For):
        if loop.test is not None:
            yield loop.test


def test_the_way_back_has_one_form(trees: dict[str, nodes.Template]) -> None:
    """One link, alone above the page, that says 'Back to ' and where."""
    for name, tree in trees.items():
        for call in _calls(tree, "back_link"):
            assert len(call.args) == 2, name
            for text in call.args[1].find_all(nodes.Const):
                if isinstance(text.value, str) and text.value[:1].isupper():
                    assert text.value.startswith("Back to "), (name, text.value)
        for block in tree.find_all(nodes.Block):
            if block.name == "before_content" and name not in LAYOUTS:
                outputs = list(_calls(block, "back_link"))
                assert len(outputs) == 1, f"{name} has something else above the page"


def _calls(tree: nodes.Node, name: str) -> Iterator[nodes.Call]:
    for call in tree.find_all(nodes.Call):
        if getattr(call.node, "name", "") == name:
            yield call


def test_every_page_that_code_renders_is_there() -> None:
    missing = {
        name for name in _quoted(".html") if not any(_is_called(page, name) for page in NAMES)
    }
    assert missing == set()


def test_every_page_is_rendered_by_some_code(trees: dict[str, nodes.Template]) -> None:
    extended = {_parent(tree) for tree in trees.values()}
    pages = {name for name, tree in trees.items() if _parent(tree) and name not in extended}
    named = {f"{name}.html" for name in _quoted("")} | _quoted(".html")
    unused = {page for page in pages if not any(_is_called(page, name) for name in named)}
    assert {name for name in unused if not _is_error(name)} == set()


def _quoted(ending: str) -> set[str]:
    """The names that stand in code; a feature may leave out its own folder, or the ending."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "portal").rglob("*.py"))
    return set(re.findall(rf'"(?:[^"\s]*}}/)?([a-z_/]+{re.escape(ending)})"', code))


def _is_called(page: str, name: str) -> bool:
    return page == name or page.endswith(f"/{name}")


def _is_error(name: str) -> bool:
    return re.fullmatch(r"errors/\d{3}\.html", name) is not None
