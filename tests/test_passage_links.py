"""Links to a passage are encoded as the specification of text fragments asks."""

import pytest

from cubairan_data.provenance.passage_links import passage_link


@pytest.mark.parametrize(
    ("url", "locator", "link"),
    [
        ("https://a.org/x", "one two", "https://a.org/x#:~:text=one%20two"),
        ("https://a.org/x#part", "one,two", "https://a.org/x#part:~:text=one,two"),
        ("https://a.org/x", "R&D 5%", "https://a.org/x#:~:text=R%26D%205%25"),
        ("https://a.org/x", "Díaz-Canel", "https://a.org/x#:~:text=D%C3%ADaz%2DCanel"),
        ("https://a.org/x", "تهران", "https://a.org/x#:~:text=%D8%AA%D9%87%D8%B1%D8%A7%D9%86"),
    ],
)
def test_the_words_follow_the_address_percent_encoded(url: str, locator: str, link: str) -> None:
    assert passage_link(url, locator) == link
