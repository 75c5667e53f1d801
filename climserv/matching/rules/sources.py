"""Where the rules come from, by language: each rule of `rules.RULES` names one."""

Texts = dict[str, str]


def _s(en: str, fr: str, sw: str, es: str) -> Texts:
    return {"en": en, "fr": fr, "sw": sw, "es": es}


PREDICTABILITY = _s(
    "Predictability: a projection is not a forecast of given years (IPCC AR6, glossary)",
    "Prévisibilité : une projection n'est pas une prévision d'années données (GIEC, AR6, glossaire)",
    "Uwezo wa kutabiri: makadirio si utabiri wa miaka fulani (IPCC AR6, faharasa)",
    "Predictibilidad: una proyección no es un pronóstico de años dados (IPCC AR6, glosario)",
)
ENVELOPE = _s(
    "The recipe's envelope, as its author declares it",
    "Ce que la recette peut donner, tel que son auteur le déclare",
    "Uwezo wa utaratibu, kama mwandishi wake alivyoutaja",
    "Lo que la receta puede dar, según lo declara su autor",
)
ADDING_UP = _s(
    "Adding up loses nothing that was asked; taking apart invents",
    "Additionner ne perd rien de ce qui est demandé ; diviser invente",
    "Kujumlisha hakupotezi kilichoulizwa; kugawanya hubuni",
    "Sumar no pierde nada de lo pedido; dividir inventa",
)
NORMALS = _s(
    "WMO-No. 1203 (2017), WMO Guidelines on the Calculation of Climate Normals",
    "OMM-N° 1203 (2017), Directives de l'OMM sur le calcul des normales climatiques",
    "WMO-No. 1203 (2017), miongozo ya WMO ya kukokotoa wastani wa hali ya hewa",
    "OMM-N.º 1203 (2017), Directrices de la OMM sobre el cálculo de las normales climáticas",
)
NORMALS_AND_PERIODS = {language: f"{text}; IPCC AR6" for language, text in NORMALS.items()}
LEAST_RECORD = _s(
    "The recipe's least record, as its author declares it",
    "La série la plus courte admise, telle que l'auteur de la recette la déclare",
    "Urefu mdogo wa kumbukumbu, kama mwandishi wa utaratibu alivyoutaja",
    "La serie más corta admitida, según la declara el autor de la receta",
)
FEW_MODELS = _s(
    "A range of few models is narrower than the true one",
    "L'étendue de peu de modèles est plus étroite que la vraie",
    "Upana wa modeli chache ni mdogo kuliko ulio wa kweli",
    "El rango de pocos modelos es más estrecho que el verdadero",
)
SCENARIOS = _s(
    "Scenarios are no forecasts, and none is likelier (IPCC AR6, glossary)",
    "Les scénarios ne sont pas des prévisions, et aucun n'est plus probable (GIEC, AR6, glossaire)",
    "Hali dhahania si utabiri, na hakuna inayowezekana zaidi (IPCC AR6, faharasa)",
    "Los escenarios no son pronósticos, y ninguno es más probable (IPCC AR6, glosario)",
)
IN_TIME = _s(
    "Information after the decision, or before the data, is of no use",
    "Une information après la décision, ou avant les données, ne sert à rien",
    "Taarifa baada ya uamuzi, au kabla ya data, haina faida",
    "La información después de la decisión, o antes de los datos, no sirve",
)
LEAD = _s(
    "A forecast ends at its lead, as its maker declares it",
    "Une prévision s'arrête à son échéance, telle que son auteur la déclare",
    "Utabiri huishia kwenye muda wake, kama mtengenezaji alivyoutaja",
    "Un pronóstico termina en su plazo, según lo declara quien lo hace",
)
WMO_LEVELS = _s(
    "WMO Rolling Review of Requirements: threshold, breakthrough and goal",
    "Étude continue des besoins de l'OMM : seuil, percée et but",
    "Mapitio ya mahitaji ya WMO: kizingiti, hatua kubwa na lengo",
    "Examen continuo de las necesidades de la OMM: umbral, avance y objetivo",
)
VERIFICATION = {
    "en": f"{WMO_LEVELS['en']}; what comes true is known from verification only",
    "fr": f"{WMO_LEVELS['fr']} ; seule la vérification dit ce qui se réalise",
    "sw": f"{WMO_LEVELS['sw']}; kinachotimia hujulikana kwa uhakiki tu",
    "es": f"{WMO_LEVELS['es']}; solo la verificación dice qué se cumple",
}
COVER = _s(
    "Data speak of where they are",
    "Les données parlent de là où elles sont",
    "Data huzungumzia mahali zilipo",
    "Los datos hablan de donde están",
)
NEAR = _s(
    "Observations more than 50 km away are of other weather (as of a station)",
    "Des observations à plus de 50 km sont d'un autre temps (comme d'une station)",
    "Vipimo vilivyo zaidi ya km 50 ni vya hali nyingine ya hewa (kama vya kituo)",
    "Las observaciones a más de 50 km son de otro tiempo (como las de una estación)",
)
CELL = _s(
    "A cell no smaller than the place cannot tell the place from its neighbours",
    "Une maille aussi grande que le lieu ne le distingue pas de ses voisins",
    "Kisanduku kisicho kidogo kuliko eneo hakiwezi kulitofautisha na majirani",
    "Una celda no menor que el lugar no lo distingue de sus vecinos",
)
NO_DETAIL = _s(
    "Statistical adjustment adds no local detail to the change itself",
    "L'ajustement statistique n'ajoute aucun détail local au changement lui-même",
    "Marekebisho ya takwimu hayaongezi undani wa mahali kwenye badiliko lenyewe",
    "El ajuste estadístico no añade detalle local al cambio mismo",
)
KNOWN_HERE = _s(
    "What people of the place know goes before a grid's mean",
    "Ce que savent les gens du lieu passe avant la moyenne d'une maille",
    "Wanachojua watu wa mahali hutangulia wastani wa kisanduku",
    "Lo que sabe la gente del lugar va antes que la media de una celda",
)
MADE = _s(
    "Made data say so wherever they are offered",
    "Des données fabriquées le disent partout où elles sont offertes",
    "Data zilizobuniwa husema hivyo popote zinapotolewa",
    "Los datos inventados lo dicen dondequiera que se ofrecen",
)
METRICS = _s(
    "The vocabulary of metrics", "Le vocabulaire des mesures", "Msamiati wa vipimo", "El vocabulario de medidas"
)
INPUTS = _s(
    "The recipe's inputs, as its author declares them",
    "Ce que la recette demande, tel que son auteur le déclare",
    "Vinavyohitajiwa na utaratibu, kama mwandishi alivyovitaja",
    "Lo que la receta necesita, según lo declara su autor",
)
BOUNDS = _s(
    "The recipe's parameters and bounds, as its author declares them",
    "Les nombres de la recette et leurs limites, tels que son auteur les déclare",
    "Namba za utaratibu na mipaka yake, kama mwandishi alivyozitaja",
    "Los números de la receta y sus límites, según los declara su autor",
)
CONVENTIONS = _s(
    "A metric's definition carries its conventions",
    "La définition d'une mesure porte ses conventions",
    "Maana ya kipimo hubeba makubaliano yake",
    "La definición de una medida lleva sus convenciones",
)
ADJUSTMENT = {
    "en": f"Biased models miscount thresholds; {NORMALS['en']}",
    "fr": f"Des modèles biaisés comptent mal les seuils ; {NORMALS['fr']}",
    "sw": f"Modeli zenye upendeleo huhesabu vibaya vizingiti; {NORMALS['sw']}",
    "es": f"Los modelos sesgados cuentan mal los umbrales; {NORMALS['es']}",
}
SEA = _s(
    "Natural Earth 1:10m: land as drawn, 25 km of doubt for coasts, 100 km for islands too small for the map",
    "Natural Earth 1:10m : les terres dessinées, 25 km de doute pour les côtes, 100 km pour les îles trop petites",
    "Natural Earth 1:10m: nchi kavu ilivyochorwa, km 25 za shaka kwa pwani, km 100 kwa visiwa vidogo mno kwa ramani",
    "Natural Earth 1:10m: tierra dibujada, 25 km de duda en las costas, 100 km para islas pequeñas para el mapa",
)
GUESS = _s(
    "A guess from words is marked until somebody of the group confirms it",
    "Une lecture des mots est marquée jusqu'à ce que quelqu'un du groupe la confirme",
    "Kisio kutokana na maneno huwekwa alama hadi mtu wa kundi akithibitishe",
    "Una suposición a partir de palabras queda marcada hasta que alguien del grupo la confirma",
)
PROVISIONAL = _s(
    "A provisional number is marked until the group is sure",
    "Un nombre provisoire est marqué jusqu'à ce que le groupe en soit sûr",
    "Namba ya muda huwekwa alama hadi kundi liwe na uhakika",
    "Un número provisional queda marcado hasta que el grupo está seguro",
)
HINDSIGHT = _s(
    "A rule that looks ahead is right for history and unknown on the day",
    "Une règle qui regarde en avant est juste pour le passé et inconnue le jour même",
    "Kanuni inayotazama mbele ni sahihi kwa historia na haijulikani siku yenyewe",
    "Una regla que mira adelante vale para la historia y no se conoce en el día",
)
LICENCE = _s(
    "The licence, as the card of the data states it",
    "La licence, telle que la fiche des données la dit",
    "Leseni, kama kadi ya data inavyosema",
    "La licencia, según la ficha de los datos",
)
LANGUAGE = _s(
    "The languages of the recipe's own texts",
    "Les langues des textes de la recette",
    "Lugha za maandishi ya utaratibu wenyewe",
    "Los idiomas de los textos de la receta",
)
CHANNEL = _s(
    "What a product holds: message, bulletin, table",
    "Ce que contient un produit : message, bulletin, tableau",
    "Kilichomo katika bidhaa: ujumbe, taarifa, jedwali",
    "Lo que contiene un producto: mensaje, boletín, tabla",
)
