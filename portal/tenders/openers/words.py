"""What seats and roles are called where people read who opens the bids."""

from __future__ import annotations

from portal.accounts.models import APPROVER, AUDITOR, LEAD, PARTICIPATION
from portal.core.words import say
from portal.tenders.openers.models import FIRST, RECOVERY, SECOND

ROLES = {
    LEAD: say("procurement lead"),
    PARTICIPATION: say("participation lead"),
    APPROVER: say("approver"),
    AUDITOR: say("auditor"),
}
SEATS = {
    FIRST: say("First opening officer"),
    SECOND: say("Second opening officer"),
    RECOVERY: say("Recovery code"),
}
