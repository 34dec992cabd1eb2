"""A section is a list of paragraphs, each with its twin in plain words (P10)."""
