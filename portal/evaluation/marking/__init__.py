"""Each evaluator's sheets: drafts, marks, passes, sending; and what the lead sees of it."""
