"""What is known already about what a tender buys, and which of its parts that shaped."""
