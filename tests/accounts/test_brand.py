"""An authority's colour keeps its contrast (WCAG 1.4.3), and its logo is pixels and no more."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from PIL import Image, PngImagePlugin

from portal.accounts.brand import least_contrast, nearest_shade
from tests import make


@pytest.mark.parametrize("colour", ["#ffdd00", "#00ff00", "#ff8800", "#777777", "#ffffff"])
def test_the_nearest_shade_of_a_light_colour_can_be_read(colour: str) -> None:
    assert least_contrast(colour) < 4.5
    assert 4.5 <= least_contrast(nearest_shade(colour)) < 4.8


def test_contrast_is_worked_out_as_wcag_does() -> None:
    assert round(least_contrast("#000000"), 1) == 17.8, "black on our soft green"
    assert least_contrast("#12504f") > 7


def test_a_lead_gives_pages_a_colour_and_a_logo(quick_app: Flask) -> None:
    house = make.house()
    client, path = make.client_of(quick_app, house.lead), f"/{house.slug}/settings/look"
    light = client.submit(path, {"colour": "#ffdd00", "alt": "Ambleford"}).text
    assert "too light to read" in light
    assert nearest_shade("#ffdd00") in light
    wrong = client.submit(path, {"colour": "", "file": (io.BytesIO(b"<svg/>"), "logo.png")})
    assert "isn’t a PNG or JPEG" in wrong.text
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Somebody")
    sent = io.BytesIO()
    Image.new("RGB", (900, 300), "#12504f").save(sent, "PNG", pnginfo=told)
    sent.seek(0)
    both = {"colour": "#7a1f5c", "alt": "Ambleford Council", "file": (sent, "logo.png")}
    assert client.submit(path, both).status_code == 303
    page = client.get("/home").text
    assert 'href="/brand/7a1f5c.css"' in page
    address = page.split('class="own-logo" src="')[1].split('"')[0]
    assert 'alt="Ambleford Council"' in page
    visitor = make.client_of(quick_app)
    logo = visitor.get(address)
    assert logo.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert b"Somebody" not in logo.data
    assert Image.open(io.BytesIO(logo.data)).size == (360, 120)
    assert "--brand: #7a1f5c" in visitor.get("/brand/7a1f5c.css").text
    assert visitor.get("/brand/ffdd00.css").status_code == 404
    assert client.submit(path, {"colour": "", "is_taken_away": "y"}).status_code == 303
    assert "own-logo" not in client.get("/home").text
    assert visitor.get(address).status_code == 404
