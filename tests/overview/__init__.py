"""The overview: homes, a tender's own page, and where to go on."""
