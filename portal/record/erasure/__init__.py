"""Erasure that keeps the proof (R26): what can't go stays as a hash, and the log says what went.

Seals in the log's leaves stay for ever. Erasing deletes a row of `sealed_fact`, its salt with it,
so that nobody can try values against the seal. Whoever checks a log meets a seal without its value.
An event of the same log explains it; a seal without its value that no event names is a fault:

`person:erased`, all open: `cause` ('asked', 'told' or 'retention'), `pseudonym` (whom this log
    called by it; none where they never acted here), and two lists of one length, `events` and
    `names`: the seals that were destroyed are (events[0], names[0]), (events[1], names[1]) and so
    on, by event number and name of the sealed fact.
`text:redacted`: open `event` and `name` (the one seal that was destroyed), sealed `text`: the value
    that now stands in its place, of the same shape (a text; for `moderation:recorded` the whole
    record). A text that is redacted again names the earlier `text:redacted` and 'text'. So what
    stands for (event, name) is found by following these events until none names the last
    (`portal.audit.standing`).

Both say when by their own `at`: 'erased on …'.
"""
