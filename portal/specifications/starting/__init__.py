"""Starting from a template or an earlier tender, and the authority's library of parts."""
