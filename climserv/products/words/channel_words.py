"""The words around an answer on its ways out, in each language: plain tables, no numbers here."""

from collections.abc import Mapping

from .phrases import spoken

CHANNEL_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "radio": "Listen, you who decide in {place}.",
        "again": "Once more:",
        "from": "Counted from the years {period}.",
        "no_promise": "This is no promise for this year. It tells how often it was so.",
        "ask": "Say it to your neighbour in your own words: in how many years of all was it so, and in how many not?",
        "talk": "Let us talk about it:",
        "fits": "Does it fit what you remember? Which year do you miss?",
        "does": "What will you do otherwise because of it, and what would you have done without it?",
        "note": "{place}: by {day} enough rain to plant has fallen ({amount} in {window}, at {gauge}).",
        "note.like": "In past years like this, planting on this day failed in {failed} of {of}.",
        "note.few": "Too few past years were like this to tell: planting then failed in {failed} of {of}. "
        "In all past years it failed in {all_failed} of {all_of}.",
        "note.unknown": "Whether dry days follow now, nobody knows.",
        "rules": "With {one} one sows about {days} days before {other}, and the seed dies in {failed} of {of} "
        "years; with {other} it dies in {other_failed} of {other_of}.",
        "rule.first_rain": "the first rain",
        "rule.second_rain": "the second rain",
    },
    "fr": {
        "radio": "Écoutez, vous qui décidez à {place}.",
        "again": "Encore une fois\u00a0:",
        "from": "Compté sur les années {period}.",
        "no_promise": "Ce n'est pas une promesse pour cette année. Cela dit combien de fois il en fut ainsi.",
        "ask": "Dites-le à votre voisin avec vos mots\u00a0: en combien d'années fut-ce ainsi, en combien non\u00a0?",
        "talk": "Parlons-en\u00a0:",
        "fits": "Est-ce conforme à vos souvenirs\u00a0? Quelle année manque\u00a0?",
        "does": "Que ferez-vous autrement grâce à cela, et qu'auriez-vous fait sans cela\u00a0?",
        "note": "{place}\u00a0: le {day}, assez de pluie est tombée pour semer ({amount} en {window}, à {gauge}).",
        "note.like": "Les années passées comme celle-ci, semer ce jour-là a échoué {failed} fois sur {of}.",
        "note.few": "Trop peu d'années passées furent comme celle-ci\u00a0: semer alors a échoué {failed} fois sur "
        "{of}. Toutes années confondues, {all_failed} fois sur {all_of}.",
        "note.unknown": "Si des jours secs suivront, personne ne le sait.",
        "rules": "Avec {one} on sème environ {days} jours avant {other}, et le semis meurt {failed} années sur "
        "{of}\u00a0; avec {other}, il meurt {other_failed} années sur {other_of}.",
        "rule.first_rain": "la première pluie",
        "rule.second_rain": "la seconde pluie",
    },
    "sw": {
        "radio": "Sikilizeni, ninyi mnaoamua katika {place}.",
        "again": "Mara nyingine:",
        "from": "Imehesabiwa kutoka miaka {period}.",
        "no_promise": "Hii si ahadi ya mwaka huu. Inasema ilikuwa hivyo mara ngapi.",
        "ask": "Mwambie jirani yako kwa maneno yako: ni miaka mingapi kati ya yote ilikuwa hivyo, na mingapi haikuwa?",
        "talk": "Tuzungumze:",
        "fits": "Je, inalingana na mnachokumbuka? Mwaka gani haupo?",
        "does": "Mtafanya nini tofauti kwa sababu yake, na mngefanya nini bila hiyo?",
        "note": "{place}: kufikia {day} mvua ya kutosha kupanda imenyesha ({amount} kwa {window}, {gauge}).",
        "note.like": "Katika miaka iliyopita kama huu, kupanda siku hii kulishindwa mara {failed} kati ya {of}.",
        "note.few": "Miaka iliyofanana na huu ni michache mno: kupanda wakati huo kulishindwa mara {failed} kati ya "
        "{of}. Katika miaka yote kulishindwa mara {all_failed} kati ya {all_of}.",
        "note.unknown": "Kama siku kavu zitafuata sasa, hakuna ajuaye.",
        "rules": "Kwa {one} mtu hupanda siku {days} hivi kabla ya {other}, na mbegu hufa miaka {failed} kati ya "
        "{of}; kwa {other} hufa miaka {other_failed} kati ya {other_of}.",
        "rule.first_rain": "mvua ya kwanza",
        "rule.second_rain": "mvua ya pili",
    },
    "es": {
        "radio": "Escuchen, quienes deciden en {place}.",
        "again": "Otra vez:",
        "from": "Contado en los años {period}.",
        "no_promise": "No es una promesa para este año. Dice cuántas veces fue así.",
        "ask": "Dígalo a su vecino con sus palabras: ¿en cuántos años fue así, y en cuántos no?",
        "talk": "Hablemos de ello:",
        "fits": "¿Coincide con lo que recuerdan? ¿Qué año falta?",
        "does": "¿Qué hará de otro modo por ello, y qué habría hecho sin ello?",
        "note": "{place}: hasta el {day} ha caído lluvia suficiente para sembrar ({amount} en {window}, en {gauge}).",
        "note.like": "En años pasados como este, sembrar ese día fracasó en {failed} de {of}.",
        "note.few": "Muy pocos años pasados fueron como este: sembrar entonces fracasó en {failed} de {of}. "
        "En todos los años, en {all_failed} de {all_of}.",
        "note.unknown": "Si ahora seguirán días secos, nadie lo sabe.",
        "rules": "Con {one} se siembra unos {days} días antes que con {other}, y la siembra muere en {failed} de "
        "{of} años; con {other} muere en {other_failed} de {other_of}.",
        "rule.first_rain": "la primera lluvia",
        "rule.second_rain": "la segunda lluvia",
    },
}


def words_of(language: str) -> Mapping[str, str]:
    """The words in this language, else in English."""
    return CHANNEL_WORDS[spoken(language)]
