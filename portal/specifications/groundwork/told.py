"""What notices tell of conflicts of interest (R16, R20)."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.formats import day
from portal.specifications.groundwork.queries import Conflicts


def assessed_words(found: Conflicts) -> str:
    """That conflicts were assessed before the notice and revised as necessary; '' if they weren't
    (PA23 s.83)."""
    if found.last is None:
        return ""
    words = _(
        "A conflicts assessment was prepared on %(day)s, and has been revised as necessary.",
        day=day(found.assessments[0].written_at),
    )
    if len(found.assessments) == 1:
        return words
    return f"{words} {_('Last reviewed on %(day)s.', day=day(found.last.written_at))}"


def declared_words(found: Conflicts) -> str:
    """Each interest that stands, by line; '' where there is none."""
    standing = [each for each in found.interests if not each.is_over]
    return "\n".join(f"{each.whose}: {each.interest}" for each in standing)


def managed_words(found: Conflicts) -> str:
    """What is done about each of them, by line."""
    standing = [each for each in found.interests if not each.is_over]
    return "\n".join(f"{each.whose}: {each.steps}" for each in standing)
