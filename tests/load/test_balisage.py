"""What is told of a text without its parser is what the parser would tell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romin_print.model.texte import (
    find_foreign_character,
    find_markup_fault,
    find_plain_fault,
    is_plain,
    is_sure,
)

PIECES = st.sampled_from(
    ["**", "*", "***", "a", "é", " ", "mot", ".", "«\u00a0", "!", "![", "[", "](", ")", "\\", "`", "~~", "&amp;", "<http:", "_", "\n", "1"]
)  # fmt: skip


@settings(max_examples=1500, deadline=None, derandomize=True, database=None)
@given(pieces=st.lists(PIECES, max_size=14))
def test_a_text_that_is_right_at_first_sight_is_so_for_the_parser(pieces):
    text = "".join(pieces)
    if is_sure(text):
        assert find_foreign_character(text) is find_markup_fault(text) is None
    if is_plain(text):
        assert is_sure(text)
        assert find_plain_fault(text) is None


@pytest.mark.parametrize("text", ["Un mot.", "**fort**", "un *mot* et **deux mots**"])
def test_usual_texts_need_no_parser(text):
    assert is_sure(text)


@pytest.mark.parametrize(
    "text",
    ["**", "** a**", "[a](b)", "`a`", "**a****b**", "**_**a", "\u0416", "**\u0416**"],
)
def test_doubtful_texts_go_to_the_parser(text):
    assert not is_sure(text)
