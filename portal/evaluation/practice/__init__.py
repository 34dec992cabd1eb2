"""Before people mark: a promise, a step for each question, and an invented answer to try (P7)."""
