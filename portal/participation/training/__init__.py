"""What people learn before they take part, and words explained one tap away (P8, P28)."""
