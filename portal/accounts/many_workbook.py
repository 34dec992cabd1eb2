"""The workbook in which a lead writes down whom to invite."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext

from portal.accounts.many import MOST
from portal.core.workbooks.filling import Choices, list_to_fill


def workbook_to_fill(roles: Sequence[tuple[str, str]], language: str) -> bytes:
    """An empty workbook: name, e-mail and role for each person; `roles`: each with what it does."""
    meanings = [gettext("Word"), gettext("What it means")]
    return list_to_fill(
        (gettext("People to invite"), gettext("People")),
        [gettext("Name"), gettext("Email address"), gettext("What they do")],
        {"C": Choices(gettext("What each does"), meanings, roles)},
        MOST,
        language,
    )
