"""What providers send: drafts, sealed submissions, receipts, the opening, labels, blind bids."""
