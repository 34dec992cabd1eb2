"""What is typed of a paragraph, as its operations take it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.specifications.paragraphs.blocks import as_lines


@dataclass(frozen=True)
class ParagraphFacts:
    """A paragraph, and its twin in plain words."""

    words: str
    plain_words: str

    def tidy(self) -> ParagraphFacts:
        """The same with line ends of one kind, so that a browser's own aren't a change."""
        return ParagraphFacts(as_lines(self.words), as_lines(self.plain_words))
