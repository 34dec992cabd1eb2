"""What a bundle is, in plain words: the first file that its reader opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WHAT = {
    "full": "This is the whole record of one tender, for an auditor or a court.",
    "bidder": "This is the record of one tender as the bidder of one bid may know it.",
}

TEXT = """\
{title}
{reference}, {authority}

{what}

It shows what was published, what was sent, how it was marked and what was decided. Whoever has
this file can check it, without the internet and without us. What nobody outside has kept could all
have been written anew by whoever holds the key: so compare the key, and a receipt or a checkpoint.


HOW TO CHECK IT

1. You need Python 3.9 or newer. Most computers have it; if not, it is free: https://www.python.org
2. Unpack this zip into a folder.
3. In that folder, run:

       python3 -I verify.py

   On Windows: py -I verify.py

It writes one line for each thing that it has checked: 'holds', or what doesn't hold and why. The
last line is the verdict.

Did you keep a receipt or a checkpoint from earlier? Then nobody can have changed the record since
without being found out. Add what you kept:

       python3 -I verify.py --receipt my-receipt.txt
       python3 -I verify.py --checkpoint my-checkpoint.txt

You don't want to trust the verify.py in this zip? Take it, and the folder 'scoring', from a
published release of Evenhand, and point it at this zip:

       python3 -I verify.py this-bundle.zip --scoring folder-with-your-scoring


WHO SIGNED IT

The log of this tender, {origin}, is signed with

{keys}

Compare it with the key that the authority publishes. If they are the same, add it to the check:

       python3 -I verify.py --key "{key}"


KEEP THIS

This is the newest checkpoint: the installation's signed word on all {events} events up to it. Keep
it somewhere safe. Any later bundle of this tender must agree with it.

{checkpoint}

WHAT IS IN HERE

{files}

WHAT YOU CAN'T SEE, AND WHY

{hidden}
"""

FILES = {
    "full": """\
events.jsonl      every event, in order, one a line; its leaf is the hash of that line
leaves.txt        the leaf of each event, as it was written down at the time
openings.jsonl    facts that were sealed, opened: salt and value behind a seal
checkpoints/      what the installation signed, and when; the number is how many events it is over
proofs/           that single events are in the log, and that the log only ever grew
keys.json         the public keys that signed
method.json       how bids are scored, as published; specification.json: what was asked
bids/             each bid as it was sealed, by its label
marks.jsonl       every mark with its reason, by pseudonym
agreed.jsonl      every record of moderation, with the agreed marks
runs/             each calculation: its whole input and its result
letters.json      the hash of each outcome letter, those that were replaced first
scoring/          the library that computes the ranking; verify.py: the check itself
""",
    "bidder": """\
events.jsonl      every event, in order, one a line: what you may know whole, of the others the leaf
leaves.txt        the leaf of each event, as it was written down at the time
openings.jsonl    facts of your own that were sealed, opened: salt and value behind a seal
checkpoints/      what the installation signed, and when; the number is how many events it is over
proofs/           that single events are in the log, and that the log only ever grew
keys.json         the public keys that signed
method.json       how bids are scored, as published; specification.json: what was asked
bids/             your own bid, exactly as it was sealed
letters/          your outcome letters (the last one stands): your marks and the chosen bid’s
scoring/          the library that computes rankings; verify.py: the check itself
""",
}

HIDDEN = {
    "full": """\
Names of the people who marked, what they declared about themselves, and who looked at what stay
sealed. Their hashes are here, so they can't be changed either. What was erased for good is named as
erased, with its day; the record still holds without it.
""",
    "bidder": """\
Other bids, single people's marks and the marks of small groups stay hidden from you, as yours do
from others. Of each of those events you have the leaf: it can't be changed without breaking the
proof. How many there are, and between which checkpoints, you can see: it tells roughly how many
bids there were and how much was marked. The record ends here with the release of the letters. An
auditor or a court can check the same record with everything in it.
""",
}

NO_KEY = "(no key: nothing is signed yet)"
NO_CHECKPOINT = "(there is none yet)\n"


def index_of(about: Mapping[str, Any], keys: Sequence[str], notes: Mapping[int, str]) -> str:
    """The text that a reader of this form begins with."""
    form = about["form"]
    return TEXT.format(
        what=WHAT[form],
        **about["tender"],
        origin=about["origin"],
        events=max(notes, default=0),
        keys="\n".join(f"       {key}" for key in keys) or NO_KEY,
        key=keys[-1] if keys else "",
        checkpoint=notes[max(notes)] if notes else NO_CHECKPOINT,
        files=FILES[form],
        hidden=HIDDEN[form],
    )
