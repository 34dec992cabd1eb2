"""Forms of a paragraph; each carries the version that its writer started from."""

from __future__ import annotations

import re

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from portal.core.forms import Form, typed
from portal.specifications.forms import text
from portal.specifications.paragraphs.facts import ParagraphFacts

NUMBER = re.compile(r"[0-9]{1,9}")
LONGEST = 40000


class VersionForm(Form):
    """A button that changes what its reader has seen, and nothing newer."""

    version = HiddenField()

    def started_from(self) -> int:
        """The version that the page showed; 0, which no paragraph has, for anything else."""
        return int(self.version.data) if NUMBER.fullmatch(str(self.version.data or "")) else 0


class ParagraphForm(VersionForm):
    """A paragraph and its twin, side by side."""

    words = text(_("Text"), LONGEST)
    plain_words = text(_("The same in plain words"), LONGEST)

    def facts(self) -> ParagraphFacts:
        """What was typed, as the operation takes it."""
        return ParagraphFacts(typed(self.words), typed(self.plain_words))
