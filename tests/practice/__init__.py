"""Getting ready to mark."""
