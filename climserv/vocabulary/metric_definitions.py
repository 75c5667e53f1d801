"""What each metric that people are asked about means, in one plain sentence in four languages; and its theme."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """What a group of metrics has in common, and the metrics, those most asked for first."""

    words: dict[str, str]
    metrics: tuple[str, ...]


def _say(en: str, fr: str, sw: str, es: str) -> dict[str, str]:
    return {"en": en, "fr": fr, "sw": sw, "es": es}


DEFINITIONS: dict[str, dict[str, str]] = {
    "hot_days": _say(
        "How many days of a season are hotter than a limit you set.",
        "Combien de jours d'une saison dépassent la chaleur que vous fixez.",
        "Ni siku ngapi za msimu zina joto zaidi ya kiwango mnachoweka.",
        "Cuántos días de una temporada superan el calor que ustedes fijan."),
    "rainy_season_onset": _say(
        "The first day on which enough rain has fallen and no long dry spell follows.",
        "Le premier jour où il est tombé assez de pluie, sans longue période sèche ensuite.",
        "Siku ya kwanza ambayo mvua ya kutosha imenyesha bila ukame mrefu kufuata.",
        "El primer día en que llovió lo suficiente y no sigue un largo período seco."),
    "seasonal_rain": _say(
        "All the rain of a season, added up.",
        "Toute la pluie d'une saison, additionnée.",
        "Mvua yote ya msimu, ikijumlishwa.",
        "Toda la lluvia de una temporada, sumada."),
    "heat_stress_days": _say(
        "How many days are so hot and damp that cattle give less milk.",
        "Combien de jours sont si chauds et humides que le bétail donne moins de lait.",
        "Ni siku ngapi zina joto na unyevu hadi ng'ombe hupunguza maziwa.",
        "Cuántos días son tan calurosos y húmedos que el ganado da menos leche."),
    "water_satisfaction": _say(
        "What share of the water that a crop needs the rain and the soil give it.",
        "Quelle part de l'eau dont la culture a besoin la pluie et le sol lui donnent.",
        "Sehemu ya maji ambayo zao linahitaji na hupewa na mvua na udongo.",
        "Qué parte del agua que un cultivo necesita le dan la lluvia y el suelo."),
    "irrigation_requirement": _say(
        "How much water must be added to the rain so that a crop does not go short.",
        "Combien d'eau il faut ajouter à la pluie pour que la culture n'en manque pas.",
        "Maji kiasi gani yaongezwe kwenye mvua ili zao lisikose.",
        "Cuánta agua hay que añadir a la lluvia para que no le falte al cultivo."),
    "crop_success": _say(
        "Whether a crop planted on a day gets its water and meets no killing dry spell.",
        "Si une culture semée un jour donné a son eau et n'est pas tuée par la sécheresse.",
        "Kama zao lililopandwa siku fulani linapata maji yake bila kuuawa na ukame.",
        "Si un cultivo sembrado un día recibe su agua y no lo mata un período seco."),
    "crop_yield": _say(
        "How much a crop gives per hectare, worked out from the weather of the season.",
        "Combien une culture donne par hectare, calculé d'après le temps de la saison.",
        "Zao hutoa kiasi gani kwa hekta, likikokotolewa kutokana na hali ya hewa ya msimu.",
        "Cuánto da un cultivo por hectárea, calculado con el tiempo de la temporada."),
    "standardised_precipitation_index": _say(
        "How far the rain of some months is above or below what is usual.",
        "De combien la pluie de quelques mois s'écarte de l'habitude.",
        "Mvua ya miezi kadhaa iko juu au chini ya kawaida kwa kiasi gani.",
        "Cuánto se aparta de lo habitual la lluvia de algunos meses."),
    "rainy_season_end": _say(
        "The day after which the rains have stopped for good.",
        "Le jour après lequel les pluies ont cessé pour de bon.",
        "Siku ambayo baada yake mvua zimekoma kabisa.",
        "El día después del cual las lluvias han cesado del todo."),
    "season_length": _say(
        "How many days lie between the start and the end of the rains.",
        "Combien de jours séparent le début et la fin des pluies.",
        "Ni siku ngapi kati ya mwanzo na mwisho wa mvua.",
        "Cuántos días hay entre el comienzo y el fin de las lluvias."),
    "false_starts": _say(
        "How often the rains seem to start, and a dry spell then kills the seed.",
        "Combien de fois les pluies semblent commencer, puis une période sèche tue le semis.",
        "Mara ngapi mvua huonekana kuanza, kisha ukame huua mbegu.",
        "Cuántas veces las lluvias parecen empezar y luego un período seco mata la semilla."),
    "longest_dry_spell": _say(
        "The longest run of days without rain in a season.",
        "La plus longue suite de jours sans pluie d'une saison.",
        "Mfululizo mrefu zaidi wa siku bila mvua katika msimu.",
        "La racha más larga de días sin lluvia en una temporada."),
    "dry_spell_after_planting": _say(
        "Whether a dry spell comes soon after planting, and when.",
        "Si une période sèche vient peu après le semis, et quand.",
        "Kama ukame huja mara baada ya kupanda, na lini.",
        "Si poco después de la siembra viene un período seco, y cuándo."),
    "wet_days": _say(
        "How many days of a season it rains.",
        "Combien de jours d'une saison il pleut.",
        "Ni siku ngapi za msimu mvua hunyesha.",
        "Cuántos días de una temporada llueve."),
    "wettest_days": _say(
        "The most rain that falls within a few days, as for floods.",
        "La plus forte pluie tombée en quelques jours, comme pour les inondations.",
        "Mvua nyingi zaidi inayonyesha ndani ya siku chache, kama ya mafuriko.",
        "La mayor lluvia que cae en pocos días, como en las inundaciones."),
    "rainy_season_onset_on_the_day": _say(
        "The day on which enough rain has fallen, as one can know it on that very day.",
        "Le jour où il est tombé assez de pluie, tel qu'on peut le savoir ce jour même.",
        "Siku ambayo mvua ya kutosha imenyesha, kama inavyojulikana siku hiyohiyo.",
        "El día en que ya llovió lo suficiente, como puede saberse ese mismo día."),
    "planting_water": _say(
        "The day on which the soil holds enough water to plant.",
        "Le jour où le sol contient assez d'eau pour semer.",
        "Siku ambayo udongo una maji ya kutosha kupanda.",
        "El día en que el suelo tiene agua suficiente para sembrar."),
    "longest_dry_spell_after_planting": _say(
        "The longest run of days without rain while the crop stands in the field.",
        "La plus longue suite de jours sans pluie pendant que la culture est au champ.",
        "Mfululizo mrefu zaidi wa siku bila mvua zao likiwa shambani.",
        "La racha más larga de días sin lluvia mientras el cultivo está en el campo."),
    "heavy_rain_days": _say(
        "How many days bring more rain than a limit you set.",
        "Combien de jours apportent plus de pluie que la limite que vous fixez.",
        "Ni siku ngapi huleta mvua zaidi ya kiwango mnachoweka.",
        "Cuántos días traen más lluvia que el límite que ustedes fijan."),
    "heavy_rain": _say(
        "The rain that falls on days of heavy rain, added up.",
        "La pluie des jours de forte pluie, additionnée.",
        "Mvua ya siku za mvua kubwa, ikijumlishwa.",
        "La lluvia de los días de lluvia fuerte, sumada."),
    "drying_days": _say(
        "How many days are dry enough, one after the other, to dry the harvest.",
        "Combien de jours de suite sont assez secs pour sécher la récolte.",
        "Ni siku ngapi mfululizo ni kavu za kutosha kukausha mavuno.",
        "Cuántos días seguidos son bastante secos para secar la cosecha."),
    "rain_rank": _say(
        "Where the rain of a season stands among the past years, from driest to wettest.",
        "La place de la pluie d'une saison parmi les années passées, de la plus sèche à la plus humide.",
        "Mvua ya msimu iko wapi kati ya miaka iliyopita, kutoka mkavu hadi wa mvua nyingi.",
        "El lugar de la lluvia de una temporada entre los años pasados, del más seco al más lluvioso."),
    "drought_signs": _say(
        "How many signs of drought a season shows: too little rain, too long without it.",
        "Combien de signes de sécheresse montre une saison : trop peu de pluie, trop longtemps sans elle.",
        "Msimu una dalili ngapi za ukame: mvua kidogo mno, muda mrefu bila mvua.",
        "Cuántas señales de sequía muestra una temporada: poca lluvia, mucho tiempo sin ella."),
    "seasonal_evapotranspiration": _say(
        "How much water sun, wind and heat take from a green field over a season.",
        "Combien d'eau le soleil, le vent et la chaleur prennent à un champ vert en une saison.",
        "Maji kiasi gani jua, upepo na joto huchukua kwenye shamba la kijani kwa msimu.",
        "Cuánta agua le quitan el sol, el viento y el calor a un campo verde en una temporada."),
    "standardised_precipitation_evapotranspiration_index": _say(
        "How far rain less evaporation of some months is above or below what is usual.",
        "De combien la pluie moins l'évaporation de quelques mois s'écarte de l'habitude.",
        "Mvua ukiondoa uvukizi wa miezi kadhaa iko juu au chini ya kawaida kiasi gani.",
        "Cuánto se aparta de lo habitual la lluvia menos la evaporación de algunos meses."),
    "hot_nights": _say(
        "How many nights stay warmer than a limit you set.",
        "Combien de nuits restent plus chaudes que la limite que vous fixez.",
        "Ni usiku ngapi hubaki na joto zaidi ya kiwango mnachoweka.",
        "Cuántas noches quedan más cálidas que el límite que ustedes fijan."),
    "frost_days": _say(
        "How many nights of a season bring frost.",
        "Combien de nuits d'une saison apportent du gel.",
        "Ni usiku ngapi wa msimu huleta jalidi.",
        "Cuántas noches de una temporada traen heladas."),
    "last_spring_frost": _say(
        "The last day of spring with frost: after it, tender plants are safe.",
        "Le dernier jour de gel au printemps : ensuite, les plantes fragiles ne craignent plus rien.",
        "Siku ya mwisho ya jalidi mwanzoni mwa msimu: baada yake mimea michanga iko salama.",
        "El último día con helada de la primavera: después, las plantas tiernas están a salvo."),
    "first_autumn_frost": _say(
        "The first day of autumn with frost, by which the harvest must be in.",
        "Le premier jour de gel de l'automne, avant lequel il faut avoir récolté.",
        "Siku ya kwanza ya jalidi mwishoni mwa msimu, ambayo kabla yake mavuno yawe yamevunwa.",
        "El primer día con helada del otoño, antes del cual hay que haber cosechado."),
    "degree_days": _say(
        "The warmth that plants or pests can use, added up over a season.",
        "La chaleur utile aux plantes ou aux ravageurs, additionnée sur une saison.",
        "Joto ambalo mimea au wadudu hutumia, likijumlishwa kwa msimu.",
        "El calor que aprovechan las plantas o las plagas, sumado en una temporada."),
    "growing_season_length": _say(
        "How many days of the year are warm enough for things to grow.",
        "Combien de jours de l'année sont assez chauds pour que les plantes poussent.",
        "Ni siku ngapi za mwaka zina joto la kutosha mimea kukua.",
        "Cuántos días del año son bastante cálidos para que crezcan las plantas."),
    "heat_wave_days": _say(
        "How many days belong to spells of several very hot days in a row.",
        "Combien de jours font partie de suites de plusieurs jours très chauds.",
        "Ni siku ngapi ni za mfululizo wa siku kadhaa za joto kali.",
        "Cuántos días forman parte de rachas de varios días muy calurosos."),
    "days_above_percentile": _say(
        "How many days are warmer than is rare for their time of the year.",
        "Combien de jours sont plus chauds que ce qui est rare à cette époque de l'année.",
        "Ni siku ngapi zina joto kuliko lililo nadra kwa wakati huo wa mwaka.",
        "Cuántos días son más cálidos de lo que es raro para esa época del año."),
    "longest_heat_stress": _say(
        "The longest run of days too hot and damp for animals.",
        "La plus longue suite de jours trop chauds et humides pour les animaux.",
        "Mfululizo mrefu zaidi wa siku za joto na unyevu mno kwa mifugo.",
        "La racha más larga de días demasiado calurosos y húmedos para los animales."),
    "heat_stress_load": _say(
        "How much heat animals must bear over a season, day by day added up.",
        "Combien de chaleur les animaux supportent en une saison, additionnée jour après jour.",
        "Mifugo huvumilia joto kiasi gani kwa msimu, likijumlishwa siku kwa siku.",
        "Cuánto calor soportan los animales en una temporada, sumado día a día."),
    "chill_portions": _say(
        "How much winter cold fruit trees get, which they need to flower.",
        "Combien de froid d'hiver reçoivent les arbres fruitiers, qui en ont besoin pour fleurir.",
        "Miti ya matunda hupata baridi kiasi gani, ambayo inaihitaji ili kuchanua.",
        "Cuánto frío de invierno reciben los frutales, que lo necesitan para florecer."),
    "maturity": _say(
        "The day on which a crop has had the warmth it needs to be ripe.",
        "Le jour où la culture a reçu la chaleur qu'il lui faut pour mûrir.",
        "Siku ambayo zao limepata joto linalohitaji kukomaa.",
        "El día en que un cultivo ha recibido el calor que necesita para madurar."),
    "hot_days_at_stage": _say(
        "How many days are too hot while the crop flowers, when heat does most harm.",
        "Combien de jours sont trop chauds pendant la floraison, quand la chaleur nuit le plus.",
        "Ni siku ngapi zina joto mno wakati zao linachanua, joto linapodhuru zaidi.",
        "Cuántos días son demasiado calurosos mientras florece el cultivo, cuando más daña el calor."),
    "cold_degree_days": _say(
        "How much cold a crop suffers over a season, added up.",
        "Combien de froid une culture subit en une saison, additionné.",
        "Zao huumizwa na baridi kiasi gani kwa msimu, ikijumlishwa.",
        "Cuánto frío sufre un cultivo en una temporada, sumado."),
    "favourable_days": _say(
        "How many days have weather that suits a work you describe.",
        "Combien de jours ont un temps qui convient au travail que vous décrivez.",
        "Ni siku ngapi hali ya hewa inafaa kwa kazi mnayoeleza.",
        "Cuántos días tienen un tiempo que conviene al trabajo que ustedes describen."),
    "adverse_days": _say(
        "How many days have weather that does the harm you describe.",
        "Combien de jours ont un temps qui cause le tort que vous décrivez.",
        "Ni siku ngapi hali ya hewa huleta madhara mnayoeleza.",
        "Cuántos días tienen un tiempo que causa el daño que ustedes describen."),
}  # fmt: skip

THEMES: tuple[Theme, ...] = (
    Theme(_say("When the rains come and go", "Quand les pluies viennent et s'en vont",
               "Mvua zinapokuja na kuondoka", "Cuándo vienen y se van las lluvias"),
          ("rainy_season_onset", "rainy_season_onset_on_the_day", "rainy_season_end", "season_length", "false_starts",
           "planting_water", "dry_spell_after_planting")),
    Theme(_say("How much it rains", "Combien il pleut", "Mvua hunyesha kiasi gani", "Cuánto llueve"),
          ("seasonal_rain", "wet_days", "wettest_days", "heavy_rain_days", "heavy_rain", "rain_rank",
           "standardised_precipitation_index")),
    Theme(_say("Drought and dry days", "Sécheresse et jours secs", "Ukame na siku kavu", "Sequía y días secos"),
          ("longest_dry_spell", "longest_dry_spell_after_planting", "drying_days", "drought_signs",
           "standardised_precipitation_evapotranspiration_index", "seasonal_evapotranspiration")),
    Theme(_say("Crops", "Cultures", "Mazao", "Cultivos"),
          ("crop_success", "water_satisfaction", "irrigation_requirement", "crop_yield", "maturity",
           "hot_days_at_stage", "cold_degree_days")),
    Theme(_say("Heat", "Chaleur", "Joto", "Calor"),
          ("hot_days", "hot_nights", "heat_wave_days", "days_above_percentile", "degree_days",
           "growing_season_length")),
    Theme(_say("Animals", "Animaux", "Mifugo", "Animales"),
          ("heat_stress_days", "longest_heat_stress", "heat_stress_load")),
    Theme(_say("Cold and frost", "Froid et gel", "Baridi na jalidi", "Frío y heladas"),
          ("frost_days", "last_spring_frost", "first_autumn_frost", "chill_portions")),
    Theme(_say("Days fit for a work, or harmful", "Jours propices à un travail, ou nuisibles",
               "Siku zinazofaa kazi, au zenye madhara", "Días buenos para un trabajo, o dañinos"),
          ("favourable_days", "adverse_days")),
)  # fmt: skip
