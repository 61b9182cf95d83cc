"""Links that open a page at a passage (URL text fragments)."""

from urllib.parse import quote


def passage_link(url: str, locator: str) -> str:
    """Build the link to a passage.

    Args:
        url: address of the page; a fragment that it has already is kept.
        locator: first words, a comma, last words; or a few words alone.

    Returns:
        The address with a text fragment directive, percent-encoded as the specification asks
        (also ``-``, ``,`` and ``&``).

    Example:
        >>> passage_link("https://example.org/a", "Díaz-Canel arrived,on Sunday")
        'https://example.org/a#:~:text=D%C3%ADaz%2DCanel%20arrived,on%20Sunday'
    """
    # A locator has no comma but the one between its ends, which the directive needs bare.
    words = quote(locator, safe=",").replace("-", "%2D")
    return f"{url}{'' if '#' in url else '#'}:~:text={words}"
