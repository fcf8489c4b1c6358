"""Print fiches, worksheets, binders and kits from structured content."""

__version__ = "0.1.0"
