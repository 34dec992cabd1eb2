"""The log: what may happen, with which facts, and the one way to write it down."""
