"""Look at content and at finished files, and return the problems found."""
