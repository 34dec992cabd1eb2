"""A document as a PDF that every reader can use: PDF/UA-1, tagged, made by typst."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import typst

from portal.core.documents.blocks import Document, as_data
from portal.core.documents.characters import fonts, showable
from portal.core.documents.pictures import drawing

HERE = Path(__file__).parent

Style = Literal["page", "poster", "certificate"]


def pdf_of(document: Document, style: Style = "page") -> bytes:
    """The document as PDF/UA-1; the same document gives the same bytes.

    People's words go in as data, never as markup: nothing they write can do anything.
    """
    made = typst.compile(
        HERE / f"{style}.typ", format="pdf", pdf_standards="ua-1", **_given(document)
    )
    return bytes(made)


def _given(document: Document) -> dict[str, Any]:
    data = as_data(document)
    for block in data["blocks"]:
        if block["kind"] == "picture":
            block["drawing"] = drawing(block["name"])
    given = json.dumps(showable(data))
    return {"root": HERE, "font_paths": fonts(), "sys_inputs": {"data": given}, "timestamp": 0}
