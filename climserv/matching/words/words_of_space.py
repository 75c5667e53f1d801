"""What the rules of the space axis say: code to reason (en, fr) and remedy (en, fr)."""

_SAY_WHERE = ("Choose a place from the list, or draw it.", "Choisissez un lieu dans la liste, ou dessinez-le.")

SPACE: dict[str, tuple[str, str, str, str]] = {
    "space.place.unknown": (
        "The need does not say where.",
        "Le besoin ne dit pas où.",
        *_SAY_WHERE,
    ),
    "space.place.not_found": (
        "No place called {place} is known here.",
        "Aucun lieu nommé {place} n'est connu ici.",
        *_SAY_WHERE,
    ),
    "space.cover.inside": ("The data cover {place}.", "Les données couvrent {place}.", "", ""),
    "space.cover.part": (
        "The data cover {percent} % of {place}.",
        "Les données couvrent {percent} % de {place}.",
        "Ask about the part that is covered, or find data for the rest.",
        "Demandez la partie couverte, ou trouvez des données pour le reste.",
    ),
    "space.cover.little": (
        "The data cover only {percent} % of {place}: too little to speak for it.",
        "Les données ne couvrent que {percent} % de {place} : trop peu pour parler du lieu.",
        "Ask about the part that is covered, or find data for the rest.",
        "Demandez la partie couverte, ou trouvez des données pour le reste.",
    ),
    "space.cover.outside": (
        "The data do not reach {place}: the nearest lie {km} km away.",
        "Les données n'atteignent pas {place} : les plus proches sont à {km} km.",
        "A dataset that covers {place} would help.",
        "Il faudrait un jeu de données qui couvre {place}.",
    ),
    "space.sea": (
        "{place} lies in the sea, {km} km from the nearest land on the map.",
        "{place} est en mer, à {km} km de la terre la plus proche sur la carte.",
        "Draw the place again, or choose it from the list; are longitude and latitude the right way round?",
        "Dessinez le lieu de nouveau, ou choisissez-le dans la liste ; longitude et latitude sont-elles inversées ?",
    ),
    "space.sea.maybe": (
        "The map shows no land at {place}: the nearest lies {km} km away.",
        "La carte ne montre pas de terre à {place} : la plus proche est à {km} km.",
        "Say whether this is a small island; if not, draw the place again.",
        "Dites si c'est une petite île ; sinon, dessinez le lieu de nouveau.",
    ),
    "space.point.here": (
        "The data are of a point {km} km from {place}.",
        "Les données sont d'un point à {km} km de {place}.",
        "",
        "",
    ),
    "space.point.holds": (
        "The data are of one point inside {place}, which is small.",
        "Les données sont d'un point dans {place}, qui est petit.",
        "",
        "",
    ),
    "space.point.for_area": (
        "One point stands for all of {place}, some {width} km across.",
        "Un seul point vaut pour tout {place}, large de quelque {width} km.",
        "Talk over whether that point is like your fields; a gauge of your own would tell.",
        "Voyez ensemble si ce point ressemble à vos champs ; votre propre pluviomètre ou thermomètre le dirait.",
    ),
    "space.point.near": (
        "The data are of a point {km} km away, outside {place}.",
        "Les données sont d'un point à {km} km, hors de {place}.",
        "Talk over whether the weather there is like yours.",
        "Voyez ensemble si le temps y ressemble au vôtre.",
    ),
    "space.sites.not_taken": (
        "The recipe does not work on points.",
        "La recette ne travaille pas sur des points.",
        "Use gridded data.",
        "Utilisez des données en grille.",
    ),
    "space.level.meets": (
        "The data can tell {have} apart; {level} is asked.",
        "Les données distinguent {have} ; {level} est demandé.",
        "",
        "",
    ),
    "space.level.useful": (
        "The data can tell {have} apart: of use ({level} at most), though not as fine as wished ({wished}).",
        "Les données distinguent {have} : utile ({level} au plus), mais moins fin que souhaité ({wished}).",
        "",
        "",
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
        "Finer data are needed, {level} or better.",
        "Il faut des données plus fines, {level} ou mieux.",
    ),
    "space.scale.unknown": (
        "The need does not say how small a place it is about.",
        "Le besoin ne dit pas la taille du lieu.",
        "Say whether a field, a village, a ward or a district decides.",
        "Dites si c'est un champ, un village, un canton ou un district.",
    ),
    "space.scale.fine": (
        "The data are much finer than {scale}.",
        "Les données sont bien plus fines que {scale}.",
        "",
        "",
    ),
    "space.scale.step": (
        "The data can tell {have} apart; for {scale}, some {size} across, the cells that lie in it are taken together.",
        "Les données distinguent {have} ; pour {scale}, large de quelque {size}, on réunit ses mailles.",
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
        "Finer data are needed for {scale}.",
        "Il faut des données plus fines pour {scale}.",
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
        "Ces données sont fabriquées pour la démonstration : aucune décision ne doit s'y appuyer.",
        "",
        "",
    ),
}
