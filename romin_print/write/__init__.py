"""Writers: each turns the one HTML into a file, knowing nothing of the domain."""
