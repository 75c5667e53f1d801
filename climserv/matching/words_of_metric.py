"""What the rules of the metric axis say: code to reason (en, fr) and remedy (en, fr)."""

METRIC: dict[str, tuple[str, str, str, str]] = {
    "metric.unknown": (
        "The need does not say yet what is to be measured.",
        "Le besoin ne dit pas encore ce qu'il faut mesurer.",
        "Choose what is measured; this recipe counts {metric}.",
        "Choisissez la mesure ; cette recette donne : {metric}.",
    ),
    "metric.same": (
        "The recipe gives what is asked: {metric}.",
        "La recette donne ce qui est demandé : {metric}.",
        "",
        "",
    ),
    "metric.related": (
        "The recipe gives {metric}, which is not {asked} but close to it.",
        "La recette donne {metric}, ce qui n'est pas {asked} mais en est proche.",
        "Talk over whether {metric} may serve; else a recipe for {asked} is needed, and data with {variables}.",
        "Voyez ensemble si {metric} peut servir ; sinon il faut une recette pour {asked}, et {variables}.",
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
        "Find data that hold {missing}.",
        "Trouvez des données avec {missing}.",
    ),
    "metric.settings.fit": (
        "Your numbers fit the recipe: {given}.",
        "Vos nombres conviennent à la recette : {given}.",
        "",
        "",
    ),
    "metric.settings.refused": (
        "The recipe cannot take your numbers as they are: {problems}.",
        "La recette ne peut prendre vos nombres tels quels : {problems}.",
        "Change them together with the author of the recipe, or ask for a version that takes them.",
        "Changez-les avec l'auteur de la recette, ou demandez une version qui les accepte.",
    ),
    "metric.threshold.missing": (
        "The need does not say the {name}; without it the recipe would count with {default}.",
        "Le besoin ne donne pas {name} ; sans cela la recette compterait avec {default}.",
        "Talk over the {name}: it decides what is counted.",
        "Parlez de {name} : c'est ce qui décide du compte.",
    ),
    "metric.conventions.taken": (
        "What the need leaves open is taken from the recipe and stated: {taken}.",
        "Ce que le besoin laisse ouvert vient de la recette et est dit : {taken}.",
        "Confirm these, or set your own.",
        "Confirmez-les, ou donnez les vôtres.",
    ),
    "metric.adjust.ready": (
        "The models are adjusted to {reference}, on {years}.",
        "Les modèles sont ajustés à {reference}, sur {years}.",
        "",
        "",
    ),
    "metric.adjust.short": (
        "Only {count} years ({years}) are there to adjust the models with; twenty or more are wanted.",
        "Il n'y a que {count} années ({years}) pour ajuster les modèles ; il en faut vingt ou plus.",
        "Read the counts with care, and find a longer record.",
        "Lisez les comptes avec prudence, et cherchez une série plus longue.",
    ),
    "metric.adjust.missing": (
        "There are no observations to adjust these models with: what they count against a threshold may be far off.",
        "Il n'y a pas d'observations pour ajuster ces modèles : leurs comptes contre un seuil peuvent être très faux.",
        "Find observations of the same place over twenty years or more.",
        "Trouvez des observations du même lieu sur vingt ans ou plus.",
    ),
    "metric.unconfirmed": (
        "This reading of your words is not confirmed by anyone yet.",
        "Cette lecture de vos mots n'est encore confirmée par personne.",
        "",
        "",
    ),
    "metric.unsure": (
        "The numbers are provisional: the group is not sure of them.",
        "Les nombres sont provisoires : le groupe n'en est pas sûr.",
        "",
        "",
    ),
    "metric.hindsight": (
        "The rule looks ahead: it is right for past seasons, and cannot be known on the day itself.",
        "La règle regarde en avant : elle est juste pour les saisons passées, et ne peut se savoir le jour même.",
        "",
        "",
    ),
    "nothing": ("", "", "Nothing more is needed.", "Rien de plus n'est nécessaire."),
}
