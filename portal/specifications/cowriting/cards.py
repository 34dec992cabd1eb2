"""Ready sentences to choose instead of writing; each kind of suggestion has its own (P10)."""

from __future__ import annotations

from portal.core.words import say

CARDS = {
    "hard": say("This is hard to understand"),
    "matters": say("This matters more to me"),
    "less": say("This matters less to me"),
    "missing": say("Something is missing"),
    "untrue": say("It isn’t like this in real life"),
    "good": say("This is good. Please keep it"),
    "place": say("Say more about the place, and how we get there"),
    "time": say("Say more about when we can come, and how long we wait"),
    "people": say("Say more about the people who work there"),
    "wrong": say("Say more about what happens when something goes wrong"),
    "ask_day": say("What is a normal day with you like?"),
    "ask_listen": say("What did you change because people who use it said so?"),
    "ask_all": say("How can everybody come, so that nobody is left out?"),
    "ask_wrong": say("What do you do when something goes wrong?"),
    "kind": say("How kind and fair the people there are"),
    "near": say("How easy it is to get there, or to reach somebody"),
    "safe": say("How safe people feel"),
    "heard": say("How much people can decide themselves"),
    "must": say("Whoever is bad at this must not win"),
    "no_least": say("It needs no least mark"),
}
FITTING = {
    "words": ("hard", "untrue", "missing", "matters", "less", "good"),
    "paragraph": ("missing", "place", "time", "people", "wrong"),
    "question": ("ask_day", "ask_listen", "ask_all", "ask_wrong"),
    "criterion": ("kind", "near", "safe", "heard"),
    "weight": ("matters", "less", "good"),
    "minimum": ("must", "no_least", "good"),
}
