"""What is said of all members together, in each language: percentiles, changes, agreement, emergence, warming levels.

Plain tables: no logic here, no numbers here. A recipe's own title or metric stands for {label}.
"""

SPREAD_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "members": "{who}, {period}: {label}, as the {n} model runs have it, lies between {low} and {high}; half of "
                   "them stay at or below {middle}.",
        "years": "{who}, {period}: {label} lies between {low} and {high}; half of the years stay at or below {middle}.",
        "change": "{who}, {period}: {label} changes by {low} to {high}, in the middle of the {n} model runs by "
                  "{middle} ({against}).",
        "against": "against {baseline}",
        "agreement.more": "{who}, {period}: {share} % of the {n} model runs have more or later.",
        "agreement.less": "{who}, {period}: {share} % of the {n} model runs have less or earlier.",
        "agreement.neither": "{who}, {period}: as many model runs go up as down.",
        "robustness.1": "This change is robust: most models leave their ordinary years, and to the same side.",
        "robustness.2": "No robust change: most models stay within their ordinary years.",
        "robustness.3": "The models contradict one another: they leave their ordinary years to different sides.",
        "emergence": "{who}: from {year} on the climate stays outside what people knew ({label}).",
        "emergence.not": "{who}: the climate stays within what people knew up to {year} ({label}).",
        "warming": "{who}, in a world {level} warmer than in 1850-1900: {label} from {low} to {high}, in the middle "
                   "of the {n} model runs {middle}.",
    },
    "fr": {
        "members": "{who}, {period} : {label}, selon les {n} simulations, se situe entre {low} et {high} ; la moitié "
                   "d'entre elles ne dépasse pas {middle}.",
        "years": "{who}, {period} : {label} se situe entre {low} et {high} ; la moitié des années ne dépasse pas "
                 "{middle}.",
        "change": "{who}, {period} : {label} change de {low} à {high}, et de {middle} au milieu des {n} simulations "
                  "({against}).",
        "against": "par rapport à {baseline}",
        "agreement.more": "{who}, {period} : {share} % des {n} simulations donnent plus, ou plus tard.",
        "agreement.less": "{who}, {period} : {share} % des {n} simulations donnent moins, ou plus tôt.",
        "agreement.neither": "{who}, {period} : autant de simulations montent que de simulations descendent.",
        "robustness.1": "Ce changement est robuste : la plupart des modèles sortent de leurs années ordinaires, et du "
                        "même côté.",
        "robustness.2": "Pas de changement robuste : la plupart des modèles restent dans leurs années ordinaires.",
        "robustness.3": "Les modèles se contredisent : ils sortent de leurs années ordinaires de côtés différents.",
        "emergence": "{who} : à partir de {year}, le climat reste en dehors de ce que l'on connaissait ({label}).",
        "emergence.not": "{who} : le climat reste dans ce que l'on connaissait jusqu'en {year} ({label}).",
        "warming": "{who}, dans un monde plus chaud de {level} qu'en 1850-1900 : {label} de {low} à {high}, et "
                   "{middle} au milieu des {n} simulations.",
    },
    "sw": {
        "members": "{who}, {period}: {label}, kwa mujibu wa modeli {n}, iko kati ya {low} na {high}; nusu yao "
                   "hazizidi {middle}.",
        "years": "{who}, {period}: {label} iko kati ya {low} na {high}; nusu ya miaka haizidi {middle}.",
        "change": "{who}, {period}: {label} inabadilika kwa {low} hadi {high}, katikati ya modeli {n} kwa {middle} "
                  "({against}).",
        "against": "ikilinganishwa na {baseline}",
        "agreement.more": "{who}, {period}: asilimia {share} ya modeli {n} zinaonyesha zaidi au kuchelewa.",
        "agreement.less": "{who}, {period}: asilimia {share} ya modeli {n} zinaonyesha pungufu au mapema.",
        "agreement.neither": "{who}, {period}: modeli zinazopanda ni sawa na zinazoshuka.",
        "robustness.1": "Badiliko hili ni thabiti: modeli nyingi zinatoka nje ya miaka ya kawaida, upande ule ule.",
        "robustness.2": "Hakuna badiliko thabiti: modeli nyingi zinabaki ndani ya miaka ya kawaida.",
        "robustness.3": "Modeli zinapingana: zinatoka nje ya miaka ya kawaida kwa pande tofauti.",
        "emergence": "{who}: kuanzia {year} hali ya hewa inabaki nje ya ile watu waliyoijua ({label}).",
        "emergence.not": "{who}: hali ya hewa inabaki ndani ya ile watu waliyoijua hadi {year} ({label}).",
        "warming": "{who}, katika dunia yenye joto la {level} zaidi ya 1850-1900: {label} kutoka {low} hadi {high}, "
                   "katikati ya modeli {n} {middle}.",
    },
    "es": {
        "members": "{who}, {period}: {label}, según las {n} simulaciones, está entre {low} y {high}; la mitad de ellas "
                   "no pasa de {middle}.",
        "years": "{who}, {period}: {label} está entre {low} y {high}; la mitad de los años no pasa de {middle}.",
        "change": "{who}, {period}: {label} cambia de {low} a {high}, y {middle} en el medio de las {n} simulaciones "
                  "({against}).",
        "against": "respecto a {baseline}",
        "agreement.more": "{who}, {period}: el {share} % de las {n} simulaciones da más, o más tarde.",
        "agreement.less": "{who}, {period}: el {share} % de las {n} simulaciones da menos, o más temprano.",
        "agreement.neither": "{who}, {period}: suben tantas simulaciones como bajan.",
        "robustness.1": "Este cambio es robusto: la mayoría de los modelos sale de sus años ordinarios, y hacia el "
                        "mismo lado.",
        "robustness.2": "No hay cambio robusto: la mayoría de los modelos se queda en sus años ordinarios.",
        "robustness.3": "Los modelos se contradicen: salen de sus años ordinarios hacia lados distintos.",
        "emergence": "{who}: desde {year} el clima queda fuera de lo que la gente conocía ({label}).",
        "emergence.not": "{who}: el clima sigue dentro de lo que la gente conocía hasta {year} ({label}).",
        "warming": "{who}, en un mundo {level} más cálido que en 1850-1900: {label} de {low} a {high}, y {middle} en "
                   "el medio de las {n} simulaciones.",
    },
}  # fmt: skip
