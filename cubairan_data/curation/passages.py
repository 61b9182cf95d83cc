"""A passage as a locator: its first and its last words."""

_WORDS_AT_AN_END = 6
_COMMA = ","


def locator(passage: str) -> str:
    """Shorten a passage to the text fragment that finds it on its page.

    Args:
        passage: the passage as the page has it.

    Returns:
        The whole of it where it is short, else up to six words from either end, without commas;
        empty where the passage has no words.

    Example:
        >>> locator("The minister arrived on Monday, met the president and left for Caracas.")
        'The minister arrived on Monday,the president and left for Caracas.'
        >>> locator("signed five documents")
        'signed five documents'
    """
    runs = _runs_without_comma(passage)
    if not runs:
        return ""
    first, last = runs[0][:_WORDS_AT_AN_END], runs[-1][-_WORDS_AT_AN_END:]
    if len(runs) == 1:
        last = runs[0][_WORDS_AT_AN_END:][-_WORDS_AT_AN_END:]
    return _COMMA.join(filter(None, (" ".join(first), " ".join(last))))


def _runs_without_comma(passage: str) -> list[list[str]]:
    """Split a passage at its commas; a word with a comma inside, such as 1,000, is left out."""
    runs: list[list[str]] = [[]]
    for word in passage.split():
        bare = word.rstrip(_COMMA)
        if _COMMA in bare:
            runs.append([])
            continue
        runs[-1] += [bare] if bare else []
        if bare != word:
            runs.append([])
    return [run for run in runs if run]
