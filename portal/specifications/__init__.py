"""What is bought and how bids are judged: sections, criteria, scales, shares, and the method."""
