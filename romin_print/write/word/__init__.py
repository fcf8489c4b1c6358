"""HTML → Word: one walk over the tree, with the styles of a reference document."""
