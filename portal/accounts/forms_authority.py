"""Forms of an authority: what it is called, how it is reached, and where its pages begin."""

from __future__ import annotations

import re

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovTextArea
from wtforms import Field, TextAreaField

from portal.accounts.forms import address, email, text
from portal.core.forms import AtMost, Form, stop, typed
from portal.core.words import say

NO_SLUG = say(
    "The short name must begin with a small letter, and have only small letters, numbers and dashes"
)


def own_words(label: str) -> TextAreaField:
    """A few lines that may be left out."""
    return TextAreaField(label, widget=GovTextArea(), validators=[AtMost(600)])


class NamedAuthorityForm(Form):
    """What letters and notices name a commissioning body by."""

    name = text(_("Name"), _("Enter the name of the authority"))
    address = address()
    contact = email(
        _("Email address for providers’ questions"),
        _("Enter the email address for providers’ questions"),
    )


class AuthorityDetailsForm(NamedAuthorityForm):
    """The same, with how else it is reached, and how to complain to it."""

    reach = own_words(_("Other ways to reach you"))
    complaints = own_words(_("How to complain"))


class AuthorityForm(NamedAuthorityForm):
    """A new commissioning body."""

    slug = text(
        _("Short name for its web address"), _("Enter a short name for its web address"), 40
    )

    def validate_slug(self, field: Field) -> None:
        """Small letters, numbers and dashes, and none of the portal's own first paths."""
        if not re.fullmatch(r"[a-z][a-z0-9-]{1,39}", typed(field)):
            raise stop(NO_SLUG)
        if typed(field) in RESERVED:
            raise stop(say("Evenhand uses this word itself. Choose another"))


RESERVED = frozenset(
    (
        "brand",
        "calendar",
        "demo",
        "health",
        "home",
        "how-this-looks",
        "invitations",
        "join",
        "logos",
        "notices",
        "operator",
        "password",
        "provider",
        "providers",
        "roles",
        "sign-in",
        "forgotten-password",
        "new-password",
        "whom-to-ask",
        "sign-out",
        "static",
        "help",
        "about",
        "about-me",
        "accessibility",
        "privacy",
        "receipts",
        "tenders",
        "api",
        "admin",
    )
)
