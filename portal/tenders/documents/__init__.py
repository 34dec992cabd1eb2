"""The authority's own documents of a tender, published with their hashes (R4)."""
