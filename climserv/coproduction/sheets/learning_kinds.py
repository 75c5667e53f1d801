"""Sheets to learn from: who should be at the table, and what was said beforehand against what came."""

from .sheet_fields import WHOSE, YES_NO, Field, Kind, said

BY = {
    "gender": said("women, men", "femmes, hommes", "wanawake, wanaume", "mujeres, hombres"),
    "age_band": said("age", "âge", "umri", "edad"),
    "group": said("group", "groupe", "kikundi", "grupo"),
}
TARGETS = Kind(
    "targets",
    said(
        "Who should be at the table, and how many of ten?",
        "Qui devrait être à la table, et combien sur dix\u00a0?",
        "Nani wanapaswa kuwa mezani, na wangapi kati ya kumi?",
        "¿Quién debería estar en la mesa, y cuántos de diez?",
    ),
    (
        Field("by", said("Counted by", "Compté par", "Huhesabiwa kwa", "Contado por"), "choice", True, BY),
        Field("who", said("Who", "Qui", "Nani", "Quién"), needed=True),
        Field(
            "of_ten",
            said("Of ten people", "Sur dix personnes", "Kati ya watu kumi", "De diez personas"),
            "number",
            True,
            most=10,
        ),
        Field("why", said("Why", "Pourquoi", "Kwa nini", "Por qué")),
    ),
)
OUTCOMES = Kind(
    "outcomes",
    said(
        "What was said beforehand, and what came?",
        "Qu’avait-on annoncé, et qu’est-il arrivé\u00a0?",
        "Nini kilisemwa mapema, na nini kilitokea?",
        "¿Qué se anunció, y qué ocurrió?",
    ),
    (
        Field(
            "year",
            said("Season or year", "Saison ou année", "Msimu au mwaka", "Temporada o año"),
            "year",
            True,
            least=1900,
            most=2200,
        ),
        Field(
            "said",
            said(
                "Chance that was told, of ten",
                "Chance annoncée, sur dix",
                "Uwezekano uliosemwa, kati ya kumi",
                "Probabilidad anunciada, de diez",
            ),
            "number",
            True,
            most=10,
        ),
        Field(
            "acted",
            said("Did we act?", "A-t-on agi\u00a0?", "Je, tulichukua hatua?", "¿Actuamos?"),
            "choice",
            True,
            YES_NO,
        ),
        Field(
            "came", said("Did it come?", "Est-ce arrivé\u00a0?", "Je, ilitokea?", "¿Ocurrió?"), "choice", True, YES_NO
        ),
        Field(
            "seen_by",
            said("Who saw or measured it", "Qui l’a vu ou mesuré", "Nani aliona au kupima", "Quién lo vio o midió"),
        ),
    ),
    head=(
        Field(
            "event", said("What is looked at", "Ce que l’on regarde", "Kinachoangaliwa", "Lo que se mira"), needed=True
        ),
        Field(
            "whose",
            said("Whose knowledge", "Savoir de qui", "Maarifa ya nani", "Saber de quién"),
            "choice",
            True,
            WHOSE,
        ),
        Field(
            "cost",
            said("What acting costs", "Ce que coûte agir", "Gharama ya kuchukua hatua", "Lo que cuesta actuar"),
            "number",
        ),
        Field(
            "loss",
            said(
                "What is lost without acting, in the same money",
                "La perte si l’on n’agit pas, même monnaie",
                "Hasara bila kuchukua hatua, fedha ile ile",
                "Lo que se pierde sin actuar, misma moneda",
            ),
            "number",
        ),
    ),
    blank=12,
)
