"""The words around an answer on its ways out, in each language: plain tables, no numbers here."""

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
    },
}
