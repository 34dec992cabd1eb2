"""Lets the demo's panels write with a tender, act by act, by the product's own operations."""

from __future__ import annotations

from portal.demo import agreeing, rewriting, suggesting
from portal.demo.together import Together

ACTS = suggesting.ACTS | rewriting.ACTS | agreeing.ACTS


def tell(together: Together) -> None:
    """Everything that the story's file tells, in its order."""
    for act in together.story.together["acts"]:
        with together.at(act["day"]) as tender:
            ACTS[act["does"]](together, tender, act)
