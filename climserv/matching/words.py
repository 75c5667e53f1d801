"""The sentences of the verdicts, by rule: the reason, and the remedy. English and French; other languages fall back."""

from collections.abc import Mapping
from typing import Any

from ..vocabulary.texts import text_in

LANGUAGES = ("en", "fr")

NO_FORECAST = (
    "Ask the weather service for its forecast; here, a dataset of forecasts would be needed.",
    "Demandez la prévision au service météorologique ; ici, il faudrait un jeu de prévisions.",
)
ODDS_HELP = (
    "Talk over whether odds, such as 7 years in 10, help you decide; a seasonal forecast would come nearer.",
    "Voyez ensemble si des chances, comme 7 années sur 10, aident à décider ; une prévision saisonnière serait plus proche.",
)
MORE_YEARS = ("Ask about twenty years or more, such as {wider}.", "Demandez vingt ans ou plus, par exemple {wider}.")
SAY_WHERE = ("Choose a place from the list, or draw it.", "Choisissez un lieu dans la liste, ou dessinez-le.")

# code: (reason en, reason fr, remedy en, remedy fr)
_TIME = {
    "time.scale.unknown": (
        "The need does not say on which time scale the decision is taken.",
        "Le besoin ne dit pas à quelle échelle de temps on décide.",
        "Say whether days, ten days, months or seasons decide.",
        "Dites si ce sont les jours, les décades, les mois ou les saisons qui décident.",
    ),
    "time.scale.same": (
        "The answer is given by {scale}, as asked.", "La réponse est donnée par {scale}, comme demandé.", "", "",
    ),
    "time.scale.statistics": (
        "Ten years and more are answered as counts over many {finest}.",
        "Dix ans et plus reçoivent pour réponse des comptes sur beaucoup de {finest}.", "", "",
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
        "Sum or average the data by the {wanted} first.", "Faites d'abord la somme ou la moyenne par {wanted}.",
    ),
    "time.step.coarser": (
        "The data come by the {step}; the recipe needs them by the {wanted}.",
        "Les données viennent par {step} ; la recette les veut par {wanted}.",
        "Find data of the same kind by the {wanted}.", "Trouvez des données du même genre par {wanted}.",
    ),
    "time.horizon.unknown": (
        "The need does not say whether it asks about this season or about years to come.",
        "Le besoin ne dit pas s'il s'agit de cette saison ou d'années à venir.",
        "Say how far ahead the answer must look.", "Dites jusqu'où la réponse doit regarder.",
    ),
    "time.horizon.not_claimed": (
        "The recipe does not claim to answer for {horizon}.", "La recette ne prétend pas répondre pour {horizon}.",
        "Ask its author whether it may, or for another recipe.",
        "Demandez à son auteur si elle le peut, ou une autre recette.",
    ),
    "time.past.record": (
        "The years on record, {years}, were observed.", "Les années observées, {years}, sont là.", "", "",
    ),
    "time.past.model": (
        "A climate model lives through years of its own: none of them is a year that people remember.",
        "Un modèle climatique vit ses propres années : aucune n'est une année dont on se souvient.",
        "Use a record of observations.", "Utilisez des observations.",
    ),
    "time.past.forecast": (
        "A forecast tells what was expected, not what happened.", "Une prévision dit ce qu'on attendait, pas ce qui fut.",
        "Use a record of observations.", "Utilisez des observations.",
    ),
    "time.days.none": (
        "Nothing in it looks at the next days.", "Rien n'y regarde les prochains jours.", *NO_FORECAST,
    ),
    "time.now.record": (
        "The record gives the odds from past years ({years}), not the date of this year.",
        "Les observations donnent les chances d'après les années passées ({years}), pas la date de cette année.",
        *ODDS_HELP,
    ),
    "time.now.model": (
        "A projection never names a given year: it gives odds for years like those of {years}, not for this one.",
        "Une projection ne nomme jamais une année : elle donne des chances pour des années comme {years}, pas pour celle-ci.",
        *ODDS_HELP,
    ),
    "time.years.record": (
        "In the next ten years chance outweighs change: the record is a first guess, and only as odds.",
        "Dans les dix ans qui viennent le hasard l'emporte sur le changement : le passé donne une première idée, en chances.",
        "Talk over whether the odds of the past years will do, and what a warmer climate may add.",
        "Voyez ensemble si les chances du passé suffisent, et ce qu'un climat plus chaud peut y ajouter.",
    ),
    "time.years.model": (
        "In the next ten years chance outweighs change: models tell of twenty years and more, not of these ten.",
        "Dans les dix ans qui viennent le hasard l'emporte sur le changement : les modèles parlent de vingt ans et plus.",
        "Talk over whether odds for twenty years or more help the decision.",
        "Voyez ensemble si des chances pour vingt ans ou plus aident la décision.",
    ),
    "time.projection.record": (
        "The record ends in {last}; it does not tell of {asked}.", "Les observations s'arrêtent en {last} ; elles ne disent rien de {asked}.",
        "Use a dataset of projections that holds {asked}.", "Utilisez un jeu de projections qui contient {asked}.",
    ),
    "time.projection.model": (
        "Climate models reach the years to come, as odds over many years.",
        "Les modèles climatiques atteignent les années à venir, en chances sur de nombreuses années.", "", "",
    ),
    "time.forecast.reaches": ("A forecast looks at this time.", "Une prévision regarde ce moment.", "", ""),
    "time.forecast.not_so_far": (
        "A forecast ends long before {horizon}.", "Une prévision s'arrête bien avant {horizon}.",
        "Use a dataset of projections.", "Utilisez un jeu de projections.",
    ),
    "time.hindcast": (
        "Old forecasts show how well forecasts of this kind do; they do not answer for {horizon}.",
        "D'anciennes prévisions montrent ce que vaut ce genre de prévision ; elles ne répondent pas pour {horizon}.",
        "Talk over whether their hits and misses help; else use observations or a forecast.",
        "Voyez ensemble si leurs succès et échecs aident ; sinon prenez des observations ou une prévision.",
    ),
    "time.period.enough": (
        "{period} are {count} years, enough to count odds.", "{period}, ce sont {count} années : assez pour compter des chances.",
        "", "",
    ),
    "time.period.one_year": (
        "No projection names a given year such as {asked}.", "Aucune projection ne nomme une année comme {asked}.",
        *MORE_YEARS,
    ),
    "time.period.short": (
        "{count} years ({period}) are few: odds want twenty or more.",
        "{count} années ({period}), c'est peu : les chances en demandent vingt ou plus.", *MORE_YEARS,
    ),
    "time.period.part": (
        "Of {asked} the data hold {period}.", "De {asked}, les données contiennent {period}.",
        "Take {period}, and say so.", "Prenez {period}, et dites-le.",
    ),
    "time.period.outside": (
        "The data hold {holds}, none of {asked}.", "Les données contiennent {holds}, rien de {asked}.",
        "Ask about years within {holds}, or find data for {asked}.",
        "Demandez des années parmi {holds}, ou trouvez des données pour {asked}.",
    ),
    "time.period.chosen": (
        "The need names no years; {period} are taken.", "Le besoin ne nomme pas d'années ; on prend {period}.",
        "Say which years the decision is about.", "Dites de quelles années il s'agit.",
    ),
    "time.record.enough": ("", "", "", ""),
    "time.record.short": (
        "The record holds {count} years; the recipe wants {wanted}.",
        "Les observations couvrent {count} années ; la recette en veut {wanted}.",
        "Read the odds with care, and find a longer record.", "Lisez les chances avec prudence, et cherchez une série plus longue.",
    ),
    "time.models.few": (
        "There are only {count} models: the true range is wider than theirs.",
        "Il n'y a que {count} modèles : l'étendue réelle est plus large que la leur.", "", "",
    ),
}  # fmt: skip

_SPACE = {
    "space.place.unknown": (
        "The need does not say where.", "Le besoin ne dit pas où.", *SAY_WHERE,
    ),
    "space.place.not_found": (
        "No place called {place} is known here.", "Aucun lieu nommé {place} n'est connu ici.", *SAY_WHERE,
    ),
    "space.cover.inside": ("The data cover {place}.", "Les données couvrent {place}.", "", ""),
    "space.cover.part": (
        "The data cover {percent} % of {place}.", "Les données couvrent {percent} % de {place}.",
        "Ask about the part that is covered, or find data for the rest.",
        "Demandez la partie couverte, ou trouvez des données pour le reste.",
    ),
    "space.cover.outside": (
        "The data do not reach {place}: the nearest lie {km} km away.",
        "Les données n'atteignent pas {place} : les plus proches sont à {km} km.",
        "A dataset that covers {place} would help.", "Il faudrait un jeu de données qui couvre {place}.",
    ),
    "space.point.here": (
        "The data are of a point {km} km from {place}.", "Les données sont d'un point à {km} km de {place}.", "", "",
    ),
    "space.point.holds": (
        "The data are of one point inside {place}, which is small.",
        "Les données sont d'un point dans {place}, qui est petit.", "", "",
    ),
    "space.point.for_area": (
        "One point stands for all of {place}, some {width} km across.",
        "Un seul point vaut pour tout {place}, large de quelque {width} km.",
        "Talk over whether that point is like your fields; a gauge of your own would tell.",
        "Voyez ensemble si ce point ressemble à vos champs ; votre propre pluviomètre ou thermomètre le dirait.",
    ),
    "space.point.near": (
        "The data are of a point {km} km away, outside {place}.", "Les données sont d'un point à {km} km, hors de {place}.",
        "Talk over whether the weather there is like yours.", "Voyez ensemble si le temps y ressemble au vôtre.",
    ),
    "space.sites.not_taken": (
        "The recipe does not work on points.", "La recette ne travaille pas sur des points.",
        "Use gridded data.", "Utilisez des données en grille.",
    ),
    "space.level.meets": (
        "The data can tell {have} apart; {level} is asked.", "Les données distinguent {have} ; {level} est demandé.", "", "",
    ),
    "space.level.useful": (
        "The data can tell {have} apart: of use ({level} at most), though not as fine as wished ({wished}).",
        "Les données distinguent {have} : utile ({level} au plus), mais moins fin que souhaité ({wished}).", "", "",
    ),
    "space.level.coarse": (
        "The data can tell {have} apart; more than {level} is of no use to you.",
        "Les données distinguent {have} ; au-delà de {level}, cela ne vous sert pas.",
        "Talk over whether {have} will do; finer data, or a record of your own near the fields, would help.",
        "Voyez ensemble si {have} suffit ; des données plus fines, ou vos propres relevés, aideraient.",
    ),
    "space.level.far": (
        "The data can tell {have} apart, far coarser than the {level} you need.",
        "Les données distinguent {have}, bien plus grossier que les {level} qu'il vous faut.",
        "Finer data are needed, {level} or better.", "Il faut des données plus fines, {level} ou mieux.",
    ),
    "space.scale.unknown": (
        "The need does not say how small a place it is about.", "Le besoin ne dit pas la taille du lieu.",
        "Say whether a field, a village, a ward or a district decides.",
        "Dites si c'est un champ, un village, un canton ou un district.",
    ),
    "space.scale.fine": (
        "The data are much finer than {scale}.", "Les données sont bien plus fines que {scale}.", "", "",
    ),
    "space.scale.step": (
        "The data can tell {have} apart; for {scale}, some {size} across, the cells that lie in it are taken together.",
        "Les données distinguent {have} ; pour {scale}, large de quelque {size}, on réunit les mailles qui s'y trouvent.",
        "Take the middle of the cells, weighted by area; a step the platform does.",
        "Prenez le milieu des mailles, pesées par leur surface ; la plateforme le fait.",
    ),
    "space.scale.coarse": (
        "The data can tell {have} apart, no smaller than {scale}, some {size} across.",
        "Les données distinguent {have}, pas moins que {scale}, large de quelque {size}.",
        "Talk over whether places within {have} differ much; finer data would help.",
        "Voyez ensemble si les lieux diffèrent beaucoup à moins de {have} ; des données plus fines aideraient.",
    ),
    "space.scale.far": (
        "The data can tell {have} apart, far coarser than {scale}, some {size} across.",
        "Les données distinguent {have}, bien plus grossier que {scale}, large de quelque {size}.",
        "Finer data are needed for {scale}.", "Il faut des données plus fines pour {scale}.",
    ),
    "space.scale.beyond": (
        "The recipe speaks of places up to {upto}; {scale} is larger.",
        "La recette parle de lieux jusqu'à {upto} ; {scale} est plus grand.",
        "Make it for each part of {scale}, and set the parts side by side.",
        "Faites-la pour chaque partie de {scale}, et mettez les parties côte à côte.",
    ),
    "space.change.coarse": (
        "What changes is known only for regions of {have}; the local detail comes from the observations.",
        "Ce qui change n'est connu que pour des régions de {have} ; le détail local vient des observations.",
        "Talk over whether the change may differ between places here.",
        "Voyez ensemble si le changement peut différer d'un lieu à l'autre.",
    ),
    "space.contrasts": (
        "You know of contrasts that a mean over {have} hides: {contrasts}.",
        "Vous connaissez des contrastes qu'une moyenne sur {have} cache : {contrasts}.",
        "Talk over whether to split the area, or to add gauges of your own on both sides.",
        "Voyez ensemble s'il faut partager le lieu, ou ajouter vos propres relevés de chaque côté.",
    ),
    "space.contrasts.none": ("", "", "", ""),
    "space.made": (
        "These data are made for demonstration: no decision may rest on them.",
        "Ces données sont fabriquées pour la démonstration : aucune décision ne doit s'y appuyer.", "", "",
    ),
}  # fmt: skip

_METRIC = {
    "metric.unknown": (
        "The need does not say yet what is to be measured.", "Le besoin ne dit pas encore ce qu'il faut mesurer.",
        "Choose what is measured; this recipe counts {metric}.", "Choisissez la mesure ; cette recette donne : {metric}.",
    ),
    "metric.same": ("The recipe gives what is asked: {metric}.", "La recette donne ce qui est demandé : {metric}.", "", ""),
    "metric.related": (
        "The recipe gives {metric}, which is not {asked} but close to it.",
        "La recette donne {metric}, ce qui n'est pas {asked} mais en est proche.",
        "Talk over whether {metric} may serve; else a recipe for {asked} is needed, and data with {variables}.",
        "Voyez ensemble si {metric} peut servir ; sinon il faut une recette pour {asked}, et des données avec {variables}.",
    ),
    "metric.other": (
        "The recipe gives {metric}, which does not answer for {asked}.",
        "La recette donne {metric}, ce qui ne répond pas pour {asked}.",
        "A recipe for {asked} is needed, and data with {variables}.",
        "Il faut une recette pour {asked}, et des données avec {variables}.",
    ),
    "metric.variables.there": ("", "", "", ""),
    "metric.variables.missing": (
        "The data lack {missing}, which the recipe is computed from.",
        "Les données n'ont pas {missing}, dont la recette se calcule.",
        "Find data that hold {missing}.", "Trouvez des données avec {missing}.",
    ),
    "metric.settings.fit": ("Your numbers fit the recipe: {given}.", "Vos nombres conviennent à la recette : {given}.", "", ""),
    "metric.settings.refused": (
        "The recipe cannot take your numbers as they are: {problems}.",
        "La recette ne peut prendre vos nombres tels quels : {problems}.",
        "Change them together with the author of the recipe, or ask for a version that takes them.",
        "Changez-les avec l'auteur de la recette, ou demandez une version qui les accepte.",
    ),
    "metric.threshold.missing": (
        "The need does not say the {name}; without it the recipe would count with {default}.",
        "Le besoin ne donne pas {name} ; sans cela la recette compterait avec {default}.",
        "Talk over the {name}: it decides what is counted.", "Parlez de {name} : c'est ce qui décide du compte.",
    ),
    "metric.conventions.taken": (
        "What the need leaves open is taken from the recipe and stated: {taken}.",
        "Ce que le besoin laisse ouvert vient de la recette et est dit : {taken}.",
        "Confirm these, or set your own.", "Confirmez-les, ou donnez les vôtres.",
    ),
    "metric.adjust.ready": (
        "The models are adjusted to {reference}, on {years}.", "Les modèles sont ajustés à {reference}, sur {years}.", "", "",
    ),
    "metric.adjust.short": (
        "Only {count} years ({years}) are there to adjust the models with; twenty or more are wanted.",
        "Il n'y a que {count} années ({years}) pour ajuster les modèles ; il en faut vingt ou plus.",
        "Read the counts with care, and find a longer record.", "Lisez les comptes avec prudence, et cherchez une série plus longue.",
    ),
    "metric.adjust.missing": (
        "There are no observations to adjust these models with: what they count against a threshold may be far off.",
        "Il n'y a pas d'observations pour ajuster ces modèles : ce qu'ils comptent contre un seuil peut être très faux.",
        "Find observations of the same place over twenty years or more.",
        "Trouvez des observations du même lieu sur vingt ans ou plus.",
    ),
    "metric.unconfirmed": (
        "This reading of your words is not confirmed by anyone yet.",
        "Cette lecture de vos mots n'est encore confirmée par personne.", "", "",
    ),
    "metric.unsure": (
        "The numbers are provisional: the group is not sure of them.",
        "Les nombres sont provisoires : le groupe n'en est pas sûr.", "", "",
    ),
    "metric.hindsight": (
        "The rule looks ahead: it is right for past seasons, and cannot be known on the day itself.",
        "La règle regarde en avant : elle est juste pour les saisons passées, et ne peut se savoir le jour même.", "", "",
    ),
    "nothing": ("", "", "Nothing more is needed.", "Rien de plus n'est nécessaire."),
}  # fmt: skip

WORDS: dict[str, tuple[str, str, str, str]] = {**_TIME, **_SPACE, **_METRIC}


def said(code: str, part: str, values: Mapping[str, Any]) -> dict[str, str]:
    """The `reason` or `remedy` of a finding by language; values that are texts by language are put in as such."""
    first = 0 if part == "reason" else 2
    texts = WORDS[code][first : first + 2]
    return {
        language: text.format_map({name: _in(value, language) for name, value in values.items()})
        for language, text in zip(LANGUAGES, texts, strict=True)
    }


def _in(value: Any, language: str) -> Any:
    return text_in(value, language) if isinstance(value, Mapping) else value
