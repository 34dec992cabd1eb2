"""The pictures of docs/scoring.md are what the library's figures draw, and each one is shown."""

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
SPEC = importlib.util.spec_from_file_location("draw", DOCS / "pictures" / "draw.py")
draw = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(draw)


@pytest.mark.parametrize("name", draw.PICTURES)
def test_a_picture_is_what_the_figures_draw(name):
    kept = (DOCS / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    assert kept == draw.PICTURES[name]().svg()
    assert f"(pictures/{name}.svg)" in (DOCS / "scoring.md").read_text(encoding="utf-8")


def test_the_figures_in_them_are_those_of_the_examples():
    words = {name: make().svg() for name, make in draw.PICTURES.items()}
    assert "£100: 50; £118: 42.37; £200: 25" in words["price-lowest-over-bid"]
    assert "£90: 60; £100: 50; £110: 40" in words["price-mean-deviation"]
    assert "£125: 37.5; £180: 10" in words["price-linear"]
    assert (
        "A: £100 ÷ 80 = £1.25 a point; B: £60 ÷ 60 = £1 a point" in words["price-per-quality-point"]
    )
    assert "Given 1, 4, 4, 5, 5; mean 3.8." in words["mark-mean"]
    assert "Given 1, 4, 5, 5; median 4.5." in words["mark-median"]
    assert "agreed 3." in words["mark-agreed"]
