"""What an address may not be; free of pydantic."""

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

LONGEST = 2000
_UNSAFE = re.compile(r"""[<>"{}|\\^`]""")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)+(?:xn--[a-z0-9-]+|[a-z]{2,})")
# Names that lead nowhere outside a network of one's own (RFC 6761, 6762, 8375 and usage).
PRIVATE = frozenset(
    ["arpa", "corp", "home", "internal", "invalid", "lan", "local", "localdomain", "localhost"]
)


def check_url(value: str) -> str:
    """Refuse an address that leads a reader nowhere, or elsewhere than it seems.

    Args:
        value: an address that begins with http:// or https://.

    Returns:
        The address itself.

    Raises:
        ValueError: what is wrong with it: its length, its characters, its host, or a name and a
            password in it.

    Example:
        >>> check_url("https://www.granma.cu/mundo")
        'https://www.granma.cu/mundo'
    """
    if len(value) > LONGEST:
        raise ValueError(f"an address of {len(value)} characters; allowed: {LONGEST} at most")
    if unsafe := _UNSAFE.search(value):
        raise ValueError(f"{value!r} holds {unsafe.group()!r}; allowed: percent-encode it")
    if not value.isprintable():
        unseen = next(each for each in value if not each.isprintable())
        code, kind = f"U+{ord(unseen):04X}", unicodedata.category(unseen)
        raise ValueError(f"{value!r} holds the invisible character {code} ({kind})")
    _check_host(value)
    return value


def _check_host(value: str) -> None:
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise ValueError(f"{value!r} is not an address: {error}") from error
    if _has_credentials(parts):
        raise ValueError(f"{value!r} holds a user name or a password; allowed: none")
    if not is_public(host):
        raise ValueError(
            f"{value!r} has the host {host!r}; allowed: a public one such as granma.cu"
        )


def _has_credentials(parts: SplitResult) -> bool:
    return "@" in parts.netloc


def is_public(host: str) -> bool:
    """Whether a host can be reached from anywhere, as far as its name shows.

    Example:
        >>> is_public("granma.cu"), is_public("localhost")
        (True, False)
    """
    if _HOST.fullmatch(host):
        # A name: its last part has letters alone, which that of a number never has.
        return host.rpartition(".")[2] not in PRIVATE
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return False
