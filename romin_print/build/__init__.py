"""The corridor: the only place where the rooms meet."""
