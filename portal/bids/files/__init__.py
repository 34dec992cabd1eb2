"""Files beside the answers of a bid: as a draft, sealed with the bid, and under its label."""
