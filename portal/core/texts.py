"""All texts of the portal as they stand in its source, and the catalogues that translate them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from portal.core.language import FOLDER

ROOT = FOLDER.parent.parent
KEYWORDS = {**DEFAULT_KEYWORDS, "say": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
JINJA = {"**.html": {"encoding": "utf-8", "silent": "false"}}
CONTENT = "portal.participation.training.courses:extract"
"""What courses and the glossary say stands in files of its own."""
WIDTH = 100
UNSAID = tuple(
    f'"{name}'
    for name in ("POT-", "PO-", "Report-", "Last-", "Language-Team", "Generated-By", "Project-Id")
)
"""Lines at the head of a catalogue that tell nothing, or change without a change."""


def texts_of_the_source() -> Catalog:
    """Every text that is marked for translation, in templates and code, each once."""
    found = Catalog(project="Evenhand", charset="utf-8", header_comment="")
    for folder, methods, options in (
        ("templates", [("**.html", "jinja2.ext:babel_extract")], JINJA),
        ("portal", [("**.py", "python")], {}),
        ("portal", [("**/training/content/*.toml", CONTENT)], {}),
    ):
        for text in extract_from_dir(ROOT / folder, methods, options, keywords=KEYWORDS):
            _path, _line, message, _comments, context = text
            found.add(message, context=context)
    return found


def update(path: Path, language: str) -> tuple[int, int]:
    """Bring a catalogue up to date with the source: how many texts came, and how many went.

    What is translated stays; a new text has none yet, and is shown in English.
    """
    source, kept = texts_of_the_source(), read(path, language)
    before, now = set(ids(kept)), set(ids(source))
    fresh = Catalog(
        locale=language, charset="utf-8", header_comment=kept.header_comment, fuzzy=False
    )
    for message in source:
        if not message.id:
            continue
        known = kept.get(message.id, message.context)
        fresh.add(
            message.id,
            known.string if known else None,
            flags=known.flags if known else (),
            user_comments=known.user_comments if known else (),
            context=message.context,
        )
    path.write_bytes(_written(fresh))
    return len(now - before), len(before - now)


def read(path: Path, language: str) -> Catalog:
    """A catalogue as its file has it."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def ids(catalogue: Catalog) -> Iterator[str]:
    """What each text is found by: its words in English, the first of two where it counts."""
    for message in catalogue:
        if message.id:
            yield message.id if isinstance(message.id, str) else message.id[0]


def _written(catalogue: Catalog) -> bytes:
    """Sorted by the English words, without places or dates: a change shows what changed alone."""
    out = BytesIO()
    write_po(out, catalogue, width=WIDTH, sort_output=True, no_location=True, omit_header=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(UNSAID)).encode()
