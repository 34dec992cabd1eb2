"""The list of tests that take long names tests that are there."""

from __future__ import annotations

from tests.conftest import LONG
from tests.source import ROOT


def test_each_name_is_a_tests_and_stands_in_its_place() -> None:
    names = LONG.read_text(encoding="utf-8").splitlines()
    assert names == sorted(set(names))
    for name in names:
        path, _, test = name.partition("::")
        assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), name
