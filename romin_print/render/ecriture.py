"""How much can be written in a field without any of it being hidden.

A field of a PDF or of Word is as large as the ruled lines of the paper: what is
typed beyond them would be there, but not on the page that is printed.
"""

# The pitch of ruled lines, by `gros`, and the height and mean width of the letters
# that support.css gives a field, by `gros` and `cellule`; in millimetres. Widths count
# what a line leaves empty before a long word, which is more in a narrow cell.
PITCHES = {False: 10, True: 12}
LETTERS = {
    (False, False): (5.9, 2.6),
    (False, True): (4.7, 2.25),
    (True, False): (7.6, 3.4),
    (True, True): (5.9, 2.9),
}


def count_signs(
    lignes: int, largeur: float, gros: bool = False, cellule: bool = False
) -> int:
    """Count the letters that fit in a field, which may be the cell of a table."""
    height, width = LETTERS[gros, cellule]
    return int(lignes * PITCHES[gros] / height) * int(largeur / width)
