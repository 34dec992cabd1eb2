"""Who acts, and how a policy answers: yes, not yours (404), or not now (403 and why)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import abort, g

Found = TypeVar("Found")


@dataclass(frozen=True)
class Actor:
    """A human acting now, in one role.

    `kind` tells an evaluator's: professional, young, parent; and a provider's contributor.
    """

    person_id: uuid.UUID | None
    role: str
    authority_id: uuid.UUID | None = None
    tender_id: uuid.UUID | None = None
    provider_id: uuid.UUID | None = None
    kind: str | None = None

    @property
    def title(self) -> str:
        """The role as the log names it: `young_evaluator`, `procurement_lead`."""
        return f"{self.kind}_{self.role}" if self.kind else self.role


VISITOR = Actor(None, "visitor")
SYSTEM = Actor(None, "system")


@dataclass(frozen=True)
class NotNow:
    """Yours, but not in this state: false, and the sentence that says why."""

    why: str

    def __bool__(self) -> bool:
        return False


Verdict = bool | NotNow


def now(condition: bool, why: str) -> Verdict:
    """The second half of a policy: `leads(actor, tender) and now(is_open, 'It is closed.')`."""
    return True if condition else NotNow(why)


def admit(policy: Callable[..., Verdict], *args: Any) -> None:
    """Let a thing be found by those whose it is; what they may do there `authorise` judges."""
    if not policy(*args):
        abort(404)


def there(found: Found | None) -> Found:
    """What was looked for; what isn't there is a 404, as what isn't this actor's is."""
    if found is None:
        abort(404)
    return found


def authorise(policy: Callable[..., Verdict], *args: Any) -> None:
    """Let the request go on only when `policy` says yes; else 404, or 403 with its sentence."""
    verdict = policy(*args)
    if verdict:
        g.authorised = True
    elif isinstance(verdict, NotNow):
        abort(403, description=verdict.why)
    else:
        abort(404)


def anyone(actor: Actor) -> Verdict:
    """A page that tells everybody the same: sign-in, help, public notices."""
    return True


def signed_in(actor: Actor) -> Verdict:
    """A page about oneself."""
    return actor.person_id is not None
