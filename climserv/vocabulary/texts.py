"""Words in several languages: a plain mapping from language code to text, with an honest fall-back."""

from collections.abc import Mapping


def text_in(texts: Mapping[str, str], language: str) -> str:
    """The text in `language`, else in English, else in whatever language there is."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
