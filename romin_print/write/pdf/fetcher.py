"""What a document may load while it is printed: its own images, and house fonts.

Everything else is refused, so that a PDF never depends on the network, nor on
the machine, and never carries away a file of that machine. WeasyPrint swallows a
fetcher's exceptions (a missing image only leaves a hole in the page): refusals
are therefore written down, and the writer raises them once the layout is done.
"""

from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

from romin_print.errors import LayoutError
from romin_print.write.fonts import SCHEME, read_font
from romin_print.write.pdf.journal import Fault, shorten


class HouseFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives data: images and house fonts, and notes down all the rest."""

    def __init__(
        self,
        faults: list[Fault],
        read_font: Callable[[str], bytes] = read_font,
    ) -> None:
        super().__init__(allowed_protocols=("data",))
        self._faults = faults
        self._read_font = read_font

    def fetch(
        self, url: str, headers: EmailMessage | None = None
    ) -> URLFetcherResponse:
        """Give what is at `url`, or note down the refusal and raise."""
        try:
            if url.startswith(SCHEME):
                font = self._read_font(unquote(url.removeprefix(SCHEME)))
                return URLFetcherResponse(url, font)
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            raise LayoutError(f"« {shorten(url)} » ne peut pas être chargé")
        except LayoutError as error:
            self._faults.append(Fault(error.message, _tell_remedy(url)))
            raise


def _tell_remedy(url: str) -> str:
    """Say what to write instead; a wrong font name comes with its own remedy."""
    if url.startswith(SCHEME):
        return ""
    return "Mettez l’image dans la page (data:) et nommez les polices font:NOM.ttf."
