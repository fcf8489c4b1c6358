"""Make Click speak French: its own words go through gettext, and have no French."""

import gettext
import os
from pathlib import Path


def speak_french() -> None:
    """Bind Click's messages to our French catalogue, whatever the system's language."""
    os.environ["LANGUAGE"] = "fr"
    gettext.bindtextdomain("messages", Path(__file__).parent / "locale")
