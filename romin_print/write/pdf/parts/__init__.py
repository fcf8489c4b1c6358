"""PDF in parts: each is laid out once and kept, then all are linked into one file.

A part is a piece of HTML laid out alone. What depends on where it stands (the
numbers of its objects, the pages that it names) is left open, and settled when the
parts are linked: linking copies bytes, and lays out nothing.
"""
