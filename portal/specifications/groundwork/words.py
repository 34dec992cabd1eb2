"""What duties and kinds of cost are called, in short words (R30, P29)."""

from __future__ import annotations

from portal.core.words import say

DUTIES = {
    "views": say(
        "Children’s right to be heard (UN Convention on the Rights of the Child, art. 12)"
    ),
    "send": say(
        "Views of children with special needs or disabilities and of their parents (Children and"
        " Families Act 2014, s. 19)"
    ),
    "care": say("Involving people who need care and their carers (Care Act 2014)"),
    "nhs": say("Involving people in health services (NHS Constitution)"),
    "best_value": say(
        "Consulting those who pay for or use services (Local Government Act 1999, s. 3)"
    ),
    "youth": say("Young people’s say in youth services (Education Act 1996, s. 507B)"),
}
KINDS = {
    "time": say("People’s time"),
    "reward": say("Vouchers and thanks"),
    "travel": say("Travel"),
    "interpreter": say("Interpreters and other support"),
    "childcare": say("Childcare and care for others"),
    "venue": say("Places and food"),
    "other": say("Something else"),
}
