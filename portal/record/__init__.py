"""The trail of a tender, as pages and as files."""
