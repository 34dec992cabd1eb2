"""Questions that providers ask about a published tender, and answers that all get at one moment."""
