"""The permission matrix as a page is what the tests hold the portal to."""

from __future__ import annotations

from flask import Flask

from tests.access_document import document
from tests.source import ROOT


def test_the_page_of_who_may_what_is_up_to_date(quick_app: Flask) -> None:
    said = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
    assert said == document(quick_app), "python -m tests.access_document > docs/access.md"
