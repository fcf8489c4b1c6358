"""A document → one HTML page, whole in itself: styles and pictures are inside."""
