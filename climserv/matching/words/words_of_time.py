"""What the rules of the time axis say: code to reason (en, fr) and remedy (en, fr)."""

_NO_FORECAST = (
    "Ask the weather service for its forecast; here, a dataset of forecasts would be needed.",
    "Demandez la prévision au service météorologique ; ici, il faudrait un jeu de prévisions.",
)

_ODDS_HELP = (
    "Talk over whether odds, such as 7 years in 10, help you decide; a seasonal forecast would come nearer.",
    "Voyez ensemble si des chances, comme 7 années sur 10, aident à décider ; une prévision saisonnière dirait plus.",
)

_MORE_YEARS = ("Ask about twenty years or more, such as {wider}.", "Demandez vingt ans ou plus, par exemple {wider}.")

TIME: dict[str, tuple[str, str, str, str]] = {
    "time.scale.unknown": (
        "The need does not say on which time scale the decision is taken.",
        "Le besoin ne dit pas à quelle échelle de temps on décide.",
        "Say whether days, ten days, months or seasons decide.",
        "Dites si ce sont les jours, les décades, les mois ou les saisons qui décident.",
    ),
    "time.scale.same": (
        "The answer is given by {scale}, as asked.",
        "La réponse est donnée par {scale}, comme demandé.",
        "",
        "",
    ),
    "time.scale.set": (
        "The answer is given for the part of the year that you set, which is no longer.",
        "La réponse est donnée pour la partie de l'année que vous fixez, qui n'est pas plus longue.",
        "",
        "",
    ),
    "time.scale.statistics": (
        "Ten years and more are answered as counts over many {finest}.",
        "Dix ans et plus reçoivent pour réponse des comptes sur beaucoup de {finest}.",
        "",
        "",
    ),
    "time.scale.coarser": (
        "The answer is given by {finest}; {scale} can be put together from it.",
        "La réponse est donnée par {finest} ; on peut en composer des {scale}.",
        "Put {finest} together into {scale}, and say how: sum, mean or count.",
        "Réunissez les {finest} en {scale}, et dites comment : somme, moyenne ou compte.",
    ),
    "time.scale.finer": (
        "The answer is given by {finest}; {scale} are finer and cannot be had from it.",
        "La réponse est donnée par {finest} ; les {scale} sont plus fins et ne peuvent en être tirés.",
        "Decide on {finest}, or ask for a recipe that answers by {scale}.",
        "Décidez sur des {finest}, ou demandez une recette qui répond par {scale}.",
    ),
    "time.step.same": ("", "", "", ""),
    "time.step.finer": (
        "The data come by the {step}; the recipe works by the {wanted}.",
        "Les données viennent par {step} ; la recette travaille par {wanted}.",
        "Sum or average the data by the {wanted} first.",
        "Faites d'abord la somme ou la moyenne par {wanted}.",
    ),
    "time.step.coarser": (
        "The data come by the {step}; the recipe needs them by the {wanted}.",
        "Les données viennent par {step} ; la recette les veut par {wanted}.",
        "Find data of the same kind by the {wanted}.",
        "Trouvez des données du même genre par {wanted}.",
    ),
    "time.horizon.unknown": (
        "The need does not say whether it asks about this season or about years to come.",
        "Le besoin ne dit pas s'il s'agit de cette saison ou d'années à venir.",
        "Say how far ahead the answer must look.",
        "Dites jusqu'où la réponse doit regarder.",
    ),
    "time.horizon.not_claimed": (
        "The recipe does not claim to answer for {horizon}.",
        "La recette ne prétend pas répondre pour {horizon}.",
        "Ask its author whether it may, or for another recipe.",
        "Demandez à son auteur si elle le peut, ou une autre recette.",
    ),
    "time.past.record": (
        "The years on record, {years}, were observed.",
        "Les années observées, {years}, sont là.",
        "",
        "",
    ),
    "time.past.model": (
        "A climate model lives through years of its own: none of them is a year that people remember.",
        "Un modèle climatique vit ses propres années : aucune n'est une année dont on se souvient.",
        "Use a record of observations.",
        "Utilisez des observations.",
    ),
    "time.past.forecast": (
        "A forecast tells what was expected, not what happened.",
        "Une prévision dit ce qu'on attendait, pas ce qui fut.",
        "Use a record of observations.",
        "Utilisez des observations.",
    ),
    "time.days.none": (
        "Nothing in it looks at the next days.",
        "Rien n'y regarde les prochains jours.",
        *_NO_FORECAST,
    ),
    "time.now.record": (
        "The record gives the odds from past years ({years}), not the date of this year.",
        "Les observations donnent les chances d'après les années passées ({years}), pas la date de cette année.",
        *_ODDS_HELP,
    ),
    "time.now.model": (
        "A projection never names a given year: it gives odds for years like those of {years}, not for this one.",
        "Une projection ne nomme jamais une année : elle donne des chances pour des années comme {years}.",
        *_ODDS_HELP,
    ),
    "time.years.record": (
        "In the next ten years chance outweighs change: the record is a first guess, and only as odds.",
        "Dans les dix ans qui viennent le hasard dépasse le changement : le passé donne une première idée, en chances.",
        "Talk over whether the odds of the past years will do, and what a warmer climate may add.",
        "Voyez ensemble si les chances du passé suffisent, et ce qu'un climat plus chaud peut y ajouter.",
    ),
    "time.years.model": (
        "In the next ten years chance outweighs change: models tell of twenty years and more, not of these ten.",
        "Dans les dix ans qui viennent le hasard dépasse le changement : les modèles parlent de vingt ans et plus.",
        "Talk over whether odds for twenty years or more help the decision.",
        "Voyez ensemble si des chances pour vingt ans ou plus aident la décision.",
    ),
    "time.projection.record": (
        "The record ends in {last}; it does not tell of {asked}.",
        "Les observations s'arrêtent en {last} ; elles ne disent rien de {asked}.",
        "Use a dataset of projections that holds {asked}.",
        "Utilisez un jeu de projections qui contient {asked}.",
    ),
    "time.projection.model": (
        "Climate models reach the years to come, as odds over many years.",
        "Les modèles climatiques atteignent les années à venir, en chances sur de nombreuses années.",
        "",
        "",
    ),
    "time.forecast.reaches": ("A forecast looks at this time.", "Une prévision regarde ce moment.", "", ""),
    "time.forecast.season": (
        "A forecast of the season gives odds for this year, not what it will bring.",
        "Une prévision saisonnière donne des chances pour cette année, pas ce qu'elle apportera.",
        "Talk over whether such odds help you decide, and how often they came true.",
        "Voyez ensemble si ces chances aident à décider, et combien de fois elles se sont vérifiées.",
    ),
    "time.forecast.not_so_far": (
        "A forecast ends long before {horizon}.",
        "Une prévision s'arrête bien avant {horizon}.",
        "Use a dataset of projections.",
        "Utilisez un jeu de projections.",
    ),
    "time.hindcast": (
        "Old forecasts show how well forecasts of this kind do; they do not answer for {horizon}.",
        "D'anciennes prévisions montrent ce que vaut ce genre de prévision ; elles ne répondent pas pour {horizon}.",
        "Talk over whether their hits and misses help; else use observations or a forecast.",
        "Voyez ensemble si leurs succès et échecs aident ; sinon prenez des observations ou une prévision.",
    ),
    "time.period.enough": (
        "{period} are {count} years, enough to count odds.",
        "{period}, ce sont {count} années : assez pour compter des chances.",
        "",
        "",
    ),
    "time.period.one_year": (
        "No projection names a given year such as {asked}.",
        "Aucune projection ne nomme une année comme {asked}.",
        *_MORE_YEARS,
    ),
    "time.period.few": (
        "{period} tells what happened then, not how often it happens: odds want twenty years or more.",
        "{period} dit ce qui est arrivé alors, pas combien de fois cela arrive : les chances demandent vingt ans.",
        *_MORE_YEARS,
    ),
    "time.period.short": (
        "{count} years ({period}) are few: odds want twenty or more.",
        "{count} années ({period}), c'est peu : les chances en demandent vingt ou plus.",
        *_MORE_YEARS,
    ),
    "time.period.part": (
        "Of {asked} the data hold {period}.",
        "De {asked}, les données contiennent {period}.",
        "Take {period}, and say so.",
        "Prenez {period}, et dites-le.",
    ),
    "time.period.outside": (
        "The data hold {holds}, none of {asked}.",
        "Les données contiennent {holds}, rien de {asked}.",
        "Ask about years within {holds}, or find data for {asked}.",
        "Demandez des années parmi {holds}, ou trouvez des données pour {asked}.",
    ),
    "time.period.chosen": (
        "The need names no years; {period} are taken.",
        "Le besoin ne nomme pas d'années ; on prend {period}.",
        "Say which years the decision is about.",
        "Dites de quelles années il s'agit.",
    ),
    "time.record.enough": ("", "", "", ""),
    "time.record.short": (
        "The record holds {count} years; the recipe wants {wanted}.",
        "Les observations couvrent {count} années ; la recette en veut {wanted}.",
        "Read the odds with care, and find a longer record.",
        "Lisez les chances avec prudence, et cherchez une série plus longue.",
    ),
    "time.models.few": (
        "There are only {count} models: the true range is wider than theirs.",
        "Il n'y a que {count} modèles : l'étendue réelle est plus large que la leur.",
        "",
        "",
    ),
}
