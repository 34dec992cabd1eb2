"""Forms with which places and panels end, and of who has left."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms.fields.choices import SelectChoice

from portal.core.forms import Form
from portal.participation.panels.forms import TELL_BY, YES_NO, choose, long
from portal.participation.panels.models import GROUNDS

GROUND_WORDS = {
    "rules": _("They broke the panel’s rules, were told, and did it again"),
    "part": _("They work for us now, or for somebody who bids"),
    "area": _("The panel is for people who live here or use the service, and they don’t any more"),
    "away": _("We heard nothing from them for half a year, and asked twice"),
}


class EndPlaceForm(Form):
    """Why a place ends; there are no other grounds than the published ones."""

    ground = choose(
        _("On which ground?"),
        [SelectChoice(each, GROUND_WORDS[each]) for each in GROUNDS],
        _("Choose a ground"),
    )
    reason = long(_("Why? They read this"), _("Write why, for them to read"), 1000)


class EndPanelForm(Form):
    """Why a panel ends."""

    reason = long(_("Why does it end? Its members read this"), _("Write why it ends"), 1000)


class HearingForm(Form):
    """Whether somebody who has left goes on hearing what changed, and how."""

    told_afterwards = choose(
        _("Shall we tell you later what happened with your ideas?"), YES_NO, _("Choose yes or no")
    )
    tell_by = choose(_("How shall we tell you?"), TELL_BY, _("Choose how we shall tell you"))
