"""How fast `scoring` is beside plain pandas, pymcdm and scikit-criteria, in one run.

python benchmarks/scoring_speed.py          every case, as Markdown tables
python benchmarks/scoring_speed.py CASE …   one measurement as JSON (used by the above)

Data: every evaluator marks every criterion of every bid 0 to 5 (whole numbers, seed 1).
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

SIZES = {"small": (6, 12, 10), "middle": (200, 50, 20), "large": (1000, 50, 20)}
RUNS = {"small": 30, "middle": 5, "large": 7}


def frame(bids: int, criteria: int, people: int, ids: str) -> tuple[Any, Any]:
    """Marks as a frame, and weights; `ids` is how the id columns are kept."""
    import numpy
    import pandas

    rng = numpy.random.default_rng(1)
    quality = rng.normal(2.5, 1, (1, bids, criteria))
    noise = rng.normal(0, 0.8, (people, bids, criteria))
    marks = numpy.clip(numpy.rint(quality + noise), 0, 5).astype(numpy.int64)
    rater, bid, criterion = numpy.indices(marks.shape).reshape(3, -1)
    table = pandas.DataFrame(
        {
            "bid": numpy.char.add("B", bid.astype(str)),
            "criterion": numpy.char.add("Q", criterion.astype(str)),
            "evaluator": numpy.char.add("e", rater.astype(str)),
            "mark": marks.reshape(-1),
        }
    )
    names = ["bid", "criterion", "evaluator"]
    table[names] = table[names].astype({"text": "str", "category": "category"}[ids])
    weights = [60 // criteria + (1 if k < 60 % criteria else 0) for k in range(criteria)]
    return table, weights


def method_of(weights: list[int], price: str = "lowest_over_bid") -> Any:
    from scoring import Method

    scale = {"lowest": 0, "highest": 5, "step": 1}
    return Method.from_dict(
        {
            "criteria": [
                {"id": f"Q{k}", "weight": w, "scale": scale, "group_mark": "mean"}
                for k, w in enumerate(weights)
            ],
            "price": {"weight": 40, "method": price},
            "tie_breaks": [{"by": "quality"}],
        }
    )


def bids_of(count: int) -> Any:
    import pandas

    prices = [str(100_000 + 37 * (k * 7919 % 1009)) for k in range(count)]
    return pandas.DataFrame({"id": [f"B{k}" for k in range(count)], "price": prices})


def plain_pandas(table: Any, weights: list[int]) -> Any:
    """The floor: group-by-mean, weighted sum, rank, in floats, nothing checked."""
    means = table.groupby(["bid", "criterion"], sort=True, observed=True)["mark"].mean()
    weight = {f"Q{k}": w / 5 for k, w in enumerate(weights)}
    points = means * means.index.get_level_values("criterion").map(weight).to_numpy(float)
    return points.groupby(level=0, observed=True).sum().rank(ascending=False, method="min")


def task(name: str, size: tuple[int, int, int], ids: str) -> Callable[[], Any]:
    """What is measured; everything before `return` is outside the clock."""
    from scoring import Marks, analyse_result, evaluate

    table, weights = frame(*size, ids)
    if name == "pandas":
        return lambda: plain_pandas(table, weights)
    method, bids = method_of(weights), bids_of(size[0])
    if name == "evaluate":
        return lambda: evaluate(method, Marks.from_frames(method, bids, table))
    marks = Marks.from_frames(method, bids, table)
    if name == "evaluate in process":
        return lambda: evaluate(method, marks)
    if name == "whole result":
        return lambda: evaluate(method, marks).as_dict()
    if name in PARTS:
        other = "mean_deviation" if name == "bid dependence" else "lowest_over_bid"
        ready = evaluate(method_of(weights, other), marks)
        return part(name, ready)
    if name == "analyse mean_deviation":
        marked = evaluate(method_of(weights, "mean_deviation"), marks)
        return lambda: analyse_result(marked)
    result = evaluate(method, marks)
    return lambda: analyse_result(result)


PARTS = ("bid dependence", "critical weights", "fewest moves")


def part(name: str, result: Any) -> Callable[[], Any]:
    """One part of the analysis alone, to stand beside what others compute."""
    from scoring.dependence import bid_dependence
    from scoring.fragility import fewest_mark_changes
    from scoring.moves import Board
    from scoring.weights import critical_weights

    if name == "fewest moves":
        return lambda: fewest_mark_changes(result, Board.of(result))
    return lambda: (bid_dependence if name == "bid dependence" else critical_weights)(result)


def ranker(library: str, criteria: int) -> Callable[[Any, Any], Any]:
    """A function that ranks a matrix of means by weights, as a library does it."""
    import numpy

    if library == "pymcdm":
        import pymcdm

        wsm = pymcdm.methods.WSM(pymcdm.normalizations.sum_normalization)
        types = numpy.ones(criteria)
        return lambda x, weight: wsm.rank(wsm(x + 1e-9, weight, types))
    import skcriteria
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.pipeline import mkpipe
    from skcriteria.preprocessing.scalers import SumScaler

    pipe = mkpipe(SumScaler("both"), WeightedSumModel())
    return lambda x, w: pipe.evaluate(skcriteria.mkdm(x, [max] * criteria, weights=w)).rank_


def peer(name: str, size: tuple[int, int, int]) -> Callable[[], Any]:
    """The nearest of the same tasks in other libraries, on means that are there already."""
    import numpy

    table, weights = frame(*size, "category")
    grouped = table.groupby(["bid", "criterion"], observed=True)["mark"].mean()
    means, w = grouped.to_numpy().reshape(size[0], size[1]), numpy.array(weights) / sum(weights)
    task_name, library = name.split("/")
    rank = ranker(library, size[1])
    if task_name == "rank":
        return lambda: rank(means, w)
    if task_name == "leave one out":
        return lambda: [rank(numpy.delete(means, b, 0), w) for b in range(len(means))]

    def perturbed(k: int, factor: float) -> Any:
        changed = w.copy()
        changed[k] *= factor
        return changed / changed.sum()

    changes = [perturbed(k, factor) for k in range(len(w)) for factor in (0.9, 1.1)]
    return lambda: [rank(means, changed) for changed in changes]


def measure(name: str, size: str, ids: str) -> dict[str, Any]:
    """Median and best CPU seconds of several runs in this process, and the memory they took."""
    shape = SIZES[size] if size in SIZES else tuple(map(int, size.split("x")))
    run = peer(name, shape) if "/" in name else task(name, shape, ids)
    run()
    before = peak()
    times = []
    for _ in range(RUNS.get(size, 5)):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    mib = {"peak_mib": round(peak()), "more_mib": round(peak() - before)}
    return {"case": name, "s": statistics.median(times), "best": min(times), **mib}


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fresh(name: str, size: str, ids: str = "text") -> dict[str, Any]:
    """One measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, name, size, ids], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return {"case": name, "error": done.stderr.strip().splitlines()[-1]}
    return dict(json.loads(done.stdout))


def seconds(s: float) -> str:
    return f"{s * 1e3:.2f} ms" if s < 1 else f"{s:.2f} s"


def main() -> None:
    print("| marks | ids | plain pandas | evaluate | ratio | peak |\n|---|---|---|---|---|---|")
    for size in ("large", "middle"):
        for ids in ("text", "category"):
            floor, own = fresh("pandas", size, ids), fresh("evaluate", size, ids)
            ratio = own["best"] / floor["best"]
            count = SIZES[size][0] * SIZES[size][1] * SIZES[size][2]
            row = f"| {count:,} | {ids} | {seconds(floor['s'])} | {seconds(own['s'])} "
            print(f"{row}| {ratio:.2f}× | {own['peak_mib']} MiB |", flush=True)
    print("\n| case | bids × criteria × evaluators | time |\n|---|---|---|")
    cases = [("evaluate in process", "small"), ("whole result", "small"), ("analyse", "small")]
    cases += [("analyse", "middle"), ("analyse mean_deviation", "middle")]
    cases += [(name, "middle") for name in ("evaluate in process", *PARTS)]
    cases += [("evaluate", f"{b}x50x20") for b in (250, 500, 1000)]
    cases += [("analyse", f"{b}x50x20") for b in (50, 100, 200)]
    cases += [("bid dependence", f"{b}x5x3") for b in (100, 200, 400)]
    cases += [
        (f"{t}/{p}", "middle")
        for t in ("rank", "leave one out", "weights ±10 %")
        for p in ("pymcdm", "skcriteria")
    ]
    for name, size in cases:
        found = fresh(name, size, "category")
        shape = " × ".join(map(str, SIZES[size])) if size in SIZES else size.replace("x", " × ")
        print(f"| {name} | {shape} | {found.get('error') or seconds(found['best'])} |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(*sys.argv[1:])))
    else:
        main()
