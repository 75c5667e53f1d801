"""Small numbers: who are fewer than five are not shown by themselves, for a count would speak of persons."""

from collections.abc import Iterable, Mapping

LEAST = 5


def may_be_split(parts: Iterable[int]) -> bool:
    """Whether counts of these sizes may be shown apart: every part that anybody is in must have five or more.

    One small part hides all of them: the whole less the others would give it away.
    """
    return all(size >= LEAST for size in parts if size)


def split_or_whole(parts: Mapping[str, int]) -> dict[str, int]:
    """Sizes of groups by name, where they may be shown apart; else only the whole, under an empty name."""
    return dict(parts) if may_be_split(parts.values()) else {"": sum(parts.values())}
