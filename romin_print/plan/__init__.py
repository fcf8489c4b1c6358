"""Choose what to print, in what order, under what name: pure functions."""
