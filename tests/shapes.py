"""What one process of a test session learnt of pages, so that no other does it again."""

from __future__ import annotations

from pathlib import Path

SHAPE = 16


class Shapes:
    """Shapes of pages, each `SHAPE` bytes; in a file that all processes of a session share."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.known: set[bytes] = set()
        self.read = 0

    def has(self, shape: bytes) -> bool:
        """Whether some process knows this shape."""
        if shape not in self.known:
            self._learn()
        return shape in self.known

    def add(self, shape: bytes) -> None:
        """Tell the others of a shape."""
        self.known.add(shape)
        if self.path:
            with self.path.open("ab") as shared:
                shared.write(shape)

    def _learn(self) -> None:
        if not self.path or not self.path.exists():
            return
        with self.path.open("rb") as shared:
            shared.seek(self.read)
            new = shared.read()
        whole = len(new) - len(new) % SHAPE
        self.known.update(new[place : place + SHAPE] for place in range(0, whole, SHAPE))
        self.read += whole
