"""Texts marked for translation, also where nothing of the web is known."""

from __future__ import annotations


def say(text: str) -> str:
    """Mark `text` for translation; it is translated where it is shown, and gaps are filled there.

    A gap is written `%(name)s`; what fills it travels beside the text: `Refused(TEXT, name=…)`.
    """
    return text
