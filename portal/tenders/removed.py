"""Why words were taken out of what is published, in the few words that everybody reads (R26)."""

from __future__ import annotations

from portal.core.words import say
from portal.tenders.models_after import DANGER, LAW, PERSON, SECRET

WHY = {
    PERSON: say("it told of a person"),
    DANGER: say("it could put somebody in danger"),
    SECRET: say("it was confidential"),
    LAW: say("the law or a court asks for it"),
}
