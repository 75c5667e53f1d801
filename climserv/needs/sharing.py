"""What a group's local knowledge may do beyond the group: the labels it carries, and the need as others may read it."""

from dataclasses import dataclass

from ..vocabulary.texts import plain_word
from .need import LocalSign, Need


@dataclass(frozen=True)
class Label:
    """A permission that travels with a piece of local knowledge.

    shared   whether people outside the group may read it at all
    """

    code: str
    shared: bool
    words: dict[str, str]


LABELS: dict[str, Label] = {
    label.code: label
    for label in (
        Label("open", True, {
            "en": "anybody may use it", "fr": "chacun peut s'en servir",
            "sw": "kila mtu anaweza kuitumia", "es": "cualquiera puede usarlo"}),
        Label("attribution required", True, {
            "en": "use it, and name who holds it", "fr": "à utiliser en nommant qui la détient",
            "sw": "itumike kwa kumtaja mwenye nayo", "es": "úsese nombrando a quien lo guarda"}),
        Label("no commercial", True, {
            "en": "not to be sold", "fr": "ne doit pas être vendue", "sw": "isiuzwe", "es": "no se vende"}),
        Label("seasonal", False, {
            "en": "told only in its season", "fr": "dite seulement en sa saison",
            "sw": "husemwa kwa msimu wake tu", "es": "se cuenta solo en su temporada"}),
        Label("women only", False, {
            "en": "stays among women", "fr": "reste entre femmes",
            "sw": "ni ya wanawake tu", "es": "se queda entre mujeres"}),
        Label("men only", False, {
            "en": "stays among men", "fr": "reste entre hommes", "sw": "ni ya wanaume tu",
            "es": "se queda entre hombres"}),
        Label("community only", False, {
            "en": "stays within the community", "fr": "reste dans la communauté",
            "sw": "inabaki ndani ya jamii", "es": "se queda en la comunidad"}),
    )
}  # fmt: skip


def may_be_shared(sign: LocalSign) -> bool:
    """Only under a label that opens it: no label, or one that we do not know, keeps it within the group."""
    label = LABELS.get(plain_word(sign.label or "").replace("_", " "))
    return label is not None and label.shared


def as_others_read_it(need: Need) -> Need:
    """The need without local knowledge that stays with its group; everybody outside the group is given this one."""
    kept = tuple(sign for sign in need.knowledge.local if may_be_shared(sign))
    return need.model_copy(update={"knowledge": need.knowledge.model_copy(update={"local": kept})})
