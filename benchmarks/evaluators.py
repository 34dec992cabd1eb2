"""Many evaluators at once, in a process of their own: `evaluators.py PLAN NUMBER SECONDS`.

PLAN is a JSON list of [address, session, pages] for each evaluator. Each thinks for 2.5 to 7.5
seconds before each draft and each save; a question is read, drafted twice, and saved. Prints JSON.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time

from benchmarks.browsing import Evaluator

THINKS = (2.5, 7.5)


def work(each: Evaluator, until: float, taken: dict[str, list[float]], wrong: list[str]) -> None:
    """One evaluator, from the first question until time is up."""
    chance = random.Random(each.pages[0] + each.session)
    time.sleep(chance.uniform(0, THINKS[1]))
    try:
        while time.perf_counter() < until:
            taken["page"].append(each.read())
            for act, how in (("draft", each.keep), ("draft", each.keep), ("save", each.save)):
                time.sleep(chance.uniform(*THINKS))
                if time.perf_counter() > until:
                    return
                taken[act].append(how())
    except Exception as error:
        wrong.append(f"{type(error).__name__}: {error}")


def main() -> None:
    plan, number, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    with open(plan) as file:
        evaluators = [Evaluator(*each) for each in json.load(file)[:number]]
    taken: dict[str, list[float]] = {"page": [], "draft": [], "save": []}
    wrong: list[str] = []
    until = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=work, args=(each, until, taken, wrong)) for each in evaluators
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    print(json.dumps({"taken": taken, "wrong": wrong}))


if __name__ == "__main__":
    main()
