"""What the rules of deadlines, levels and the way to people say: code to reason (en, fr) and remedy (en, fr)."""

REACH: dict[str, tuple[str, str, str, str]] = {
    "reach.licence.open": ("", "", "", ""),
    "reach.licence.closed": (
        "{dataset} may not be passed on ({licence}).",
        "{dataset} ne peut être transmis ({licence}).",
        "Ask its holder whether what is computed from it may be shown to others; until then it stays in the group.",
        "Demandez à son détenteur si ce qu'on en calcule peut être montré ; d'ici là, cela reste dans le groupe.",
    ),
    "reach.language.there": ("", "", "", ""),
    "reach.language.lacking": (
        "The recipe does not speak {languages} yet.",
        "La recette ne parle pas encore {languages}.",
        "Have its title, question and limits put into {languages} by somebody who reads both.",
        "Faites mettre son titre, sa question et ses limites en {languages} par quelqu'un qui lit les deux.",
    ),
    "reach.channel.there": ("", "", "", ""),
    "reach.channel.lacking": (
        "Nothing is made yet to go by {channels}.",
        "Rien n'est encore fait pour passer par : {channels}.",
        "Take the short message or the sheet for meetings, and say who carries it.",
        "Prenez le message court ou la feuille de réunion, et dites qui la porte.",
    ),
}

DELIVERY: dict[str, tuple[str, str, str, str]] = {
    "time.deadline.past": (
        "The information was wanted by {deadline}, which is over.",
        "L'information était voulue pour le {deadline} : c'est passé.",
        "Say when the decision is taken next.",
        "Dites quand la décision se prendra la prochaine fois.",
    ),
    "time.deadline.before_data": (
        "The information is wanted by {deadline}, before the years {asked} are over: nobody has those data by then.",
        "L'information est voulue pour le {deadline}, avant la fin des années {asked} : personne n'aura ces données.",
        "Ask about years before that day, or wait until {there}.",
        "Demandez des années d'avant ce jour, ou attendez le {there}.",
    ),
    "time.deadline.kept": ("", "", "", ""),
    "time.lead.unknown": (
        "It is not written down how far ahead this forecast looks; you must know {asked} before.",
        "Il n'est pas écrit jusqu'où regarde cette prévision ; il vous faut savoir {asked} avant.",
        "Ask who makes it, and write its lead on the card of the data.",
        "Demandez à qui la fait, et notez son échéance sur la fiche des données.",
    ),
    "time.lead.short": (
        "The forecast looks {have} ahead; you must know {asked} before.",
        "La prévision regarde {have} en avant ; il vous faut savoir {asked} avant.",
        "Talk over what can still be done {have} before; the odds of past years can be known any time.",
        "Voyez ensemble ce qu'on peut encore faire {have} avant ; les chances du passé se savent à tout moment.",
    ),
    "time.lead.enough": ("The forecast looks {have} ahead.", "La prévision regarde {have} en avant.", "", ""),
    "time.level.coarse": (
        "The finest answer is one for {have}; what is coarser than {level} is of no use to you.",
        "La réponse la plus fine vaut pour {have} ; plus grossier que {level} ne vous sert pas.",
        "Talk over whether {have} will do, or ask for a recipe that answers by {level}.",
        "Voyez ensemble si {have} suffit, ou demandez une recette qui répond par {level}.",
    ),
    "time.level.meets": ("", "", "", ""),
    "time.timeliness.unknown": (
        "It is not written down how soon these data come; you want them within {asked}.",
        "Il n'est pas écrit au bout de combien de temps ces données arrivent ; vous les voulez avant {asked}.",
        "Ask who makes them, and write the delay on their card.",
        "Demandez à qui les fait, et notez le délai sur leur fiche.",
    ),
    "time.timeliness.late": (
        "The data come {have} after the day; you want them within {asked}.",
        "Les données arrivent {have} après le jour ; vous les voulez avant {asked}.",
        "Talk over whether {have} will do; your own gauge can be read the same day.",
        "Voyez ensemble si {have} suffit ; votre propre pluviomètre se lit le jour même.",
    ),
    "time.timeliness.kept": ("", "", "", ""),
    "time.certainty": (
        "How often it comes right is counted in the product and set against the {asked} in 10 you ask for.",
        "La part de réussites est comptée dans le produit, et mise en face des {asked} sur 10 que vous demandez.",
        "",
        "",
    ),
    "time.period.one_day": (
        "No projection names a day such as {asked}: it tells of many years together.",
        "Aucune projection ne nomme un jour comme {asked} : elle parle de beaucoup d'années ensemble.",
        "Ask how often such a day comes in twenty years or more, such as {wider}.",
        "Demandez combien de fois un tel jour vient en vingt ans ou plus, par exemple {wider}.",
    ),
    "time.scenarios.one": (
        "There is only one scenario of what people will emit: another would give another answer.",
        "Il n'y a qu'un scénario d'émissions : un autre donnerait une autre réponse.",
        "",
        "",
    ),
    "space.reference.far": (
        "The observations to adjust with lie {km} km from {place}: too far to speak for it.",
        "Les observations d'ajustement sont à {km} km de {place} : trop loin pour en parler.",
        "Find observations nearer to {place}; ten years of your own gauge would help.",
        "Trouvez des observations plus près de {place} ; dix ans de votre pluviomètre aideraient.",
    ),
    "space.reference.near": ("", "", "", ""),
}
