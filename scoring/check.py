"""What is allowed and still worth a second look; a warning never changes the exit status."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.marks import Marks
from scoring.method import Criterion, Method
from scoring.problems import quoted

WARN_BIDS_DEPEND = {
    "lowest_over_bid": "a bid's price score depends on the lowest price of the others",
    "mean_deviation": "a bid's price score depends on the mean of all prices",
}


def warnings(method: Method, marks: Marks | None = None) -> list[str]:
    """Each warning as `where: what`, without the word itself (R9, R19)."""
    found = [*_price_warnings(method), *_group_warnings(method)]
    for index, criterion in enumerate(method.criteria):
        found += [f"method.criteria[{index}].{each}" for each in _minimum_warnings(criterion)]
    if marks is not None:
        found += _agreed_warnings(method, marks)
    return found


def _price_warnings(method: Method) -> Iterator[str]:
    depends = WARN_BIDS_DEPEND.get(method.price.method) if method.price else None
    if depends:
        yield (
            f"method.price: {depends}, so adding or removing one bid can swap two others. "
            "`analyse` shows whether it does; `linear` and `fixed` avoid it"
        )


def _group_warnings(method: Method) -> Iterator[str]:
    for index, group in enumerate(method.groups):
        if not any(group.id in criterion.shares for criterion in method.criteria):
            yield f"method.groups[{index}]: group {quoted(group.id)} marks no criterion"
        if group.id in ("combined", "each_group"):
            yield (
                f"method.groups[{index}].id: {quoted(group.id)} is also a word for minimums, "
                "which is what a minimum will take it for"
            )


def _minimum_warnings(criterion: Criterion) -> Iterator[str]:
    if criterion.minimum is None:
        return
    if criterion.minimum.mark > criterion.scale.highest:
        yield "minimum.mark: it is above the highest mark, so every bid is disqualified"
    if criterion.minimum.mark <= criterion.scale.lowest:
        yield "minimum.mark: it is no more than the lowest mark, so it stops no bid"


def _agreed_warnings(method: Method, marks: Marks) -> Iterator[str]:
    """With `others`, an agreed mark that was forgotten could shift a share unseen."""
    if method.empty_group == "refuse":
        return
    standing = {(each.bid, each.criterion) for each in marks.agreed}
    for criterion in method.criteria:
        if criterion.group_mark == "agreed":
            for bid in marks.bids:
                if (bid.id, criterion.id) not in standing:
                    yield (
                        f"agreed: no agreed mark for bid {quoted(bid.id)} on criterion "
                        f"{quoted(criterion.id)}; groups without marks leave their share to others"
                    )
