"""What people say of weather, work and harm, in four languages: ideas with the beginnings of the words for them.

A word stands without accents; a word of a text matches when it begins so, and in Swahili, where verbs grow at the
front, when it holds it. `_` joins words that stand together. `=` in front: the whole word only.
"""

# By idea: the words of en, fr, sw and es.
_IDEAS: dict[str, tuple[str, str, str, str]] = {
    # Weather.
    "rain": ("rain shower", "pluie pluvi pleut pleuv plu_pour =plu averse", "mvua nyesh", "lluvi llov lluev"),
    "dry": (
        "=dry drought driest dryness rainless no_rain without_rain lack_rain",
        "=sec =secs seche =seches secheress sans_pluie manque_de_pluie",
        "ukame =kavu ukavu bila_mvua kosa_mvua kukauka mkavu",
        "=seco =seca =secos =secas sequi sequed sin_lluvia falta_lluvia faltan_lluvias falta_la_lluvia",
    ),
    "hot": (
        "hot =heat warm scorch sun",
        "chaud chaleur =soleil brulant",
        "joto =jua",
        "calor calid calur caluros =sol asole",
    ),
    "cold": ("cold cool chill", "froid frais fraich", "baridi", "frio fria fresc frialdad"),
    "frost": (
        "frost freez frozen =ice",
        "gel gele givre",
        "baridi_kali jalidi barafu sakitu",
        "helad hiela escarch congel",
    ),
    "damp": ("damp humid moist", "humid moite", "unyevu", "humed bochorn"),
    "wind": ("wind calm storm", "vent vente calme tempet", "upepo utulivu", "vient calma ventos"),
    "heat_wave": (
        "heat_wave heatwave hot_spell",
        "vague_de_chaleur vagues_de_chaleur =canicule",
        "wimbi_la_joto mawimbi_ya_joto",
        "ola_de_calor olas_de_calor",
    ),
    "heavy": (
        "heavy downpour strong violent torrent rain_hard rains_hard",
        "fort violent torrent diluv",
        "kubwa =nguvu nyingi_mno dhoruba",
        "fuert torrenc aguacer violent tormenta",
    ),
    "flood": (
        "flood erosi erode wash carry_soil carries_soil gully landslid",
        "inond erosi ravin emport lessiv",
        "mafuriko mmomonyoko somba",
        "inund erosi arrastr derrumb =lava carcava",
    ),
    "night": ("night", "nuit", "usiku", "noch"),
    "unusual": (
        "unusual usual normal average than_other",
        "inhabit habituel =normal =normale moyenne",
        "kawaida wastani",
        "inusual habitual =normal promedio",
    ),
    "rare": (
        "=rare rarely record extreme exceptional",
        "=rare =rares anormal exception extrem record",
        "nadra",
        "=raro =rara =raros rarisim extrem record",
    ),
    # Times.
    "when": (
        "when date what_day which_day how_soon until_when",
        "quand date quel_jour a_partir_de_quel",
        "=lini tarehe siku_gani",
        "=cuando fecha que_dia hasta_cuando",
    ),
    "begin": (
        "start begin began onset arriv =come =comes set_in",
        "commenc debut demarr arriv =debute install",
        "anza mwanzo =fika zinakuja itakuja",
        "empiez empez comienz comenz inici llega arranc",
    ),
    "end": (
        "=end =ends ending stop finish ceas =over run_out",
        "=fin =fini finiss cess arret termin n_a_plus",
        "huisha kwisha zinaisha itaisha mwisho =koma =hukoma =kukoma huishiwa",
        "termin acab =fin cesa =paran quitan sin_agua",
    ),
    "late": ("late later delay", "tard retard", "chelew", "tarde atras retras"),
    "season": ("season", "saison campagne", "msimu majira", "temporada estacion"),
    "long": (
        "long how_many_days last length",
        "long dur combien_de_jours",
        "refu urefu dumu siku_ngapi",
        "larg dura cuantos_dias",
    ),
    "days": ("how_many_days days number_of on_how_many", "jour", "siku_ngapi =siku", "dias"),
    "in_a_row": (
        "in_a_row on_end consecutive run_of without_break",
        "de_suite d_affil consecutif",
        "mfululizo",
        "seguid consecutiv",
    ),
    "spring": ("spring", "printemps", "kuchipua mwanzoni_mwa_msimu", "primaver"),
    "autumn": (
        "autumn =fall first_frost",
        "automne premier_gel premieres_gelees",
        "=vuli ya_kwanza",
        "otono primera_helada primeras_heladas",
    ),
    "last": ("=last until_when until", "dernier jusqu_a jusqu_a_quand", "mwisho hadi_lini", "ultim hasta_cuando"),
    "winter": ("winter", "=hiver hivern", "majira_ya_baridi kipupwe", "=invierno"),
    # Work.
    "plant": ("plant sow =seed seeding", "sem plant ensemenc", "pand", "sembr siembr plant"),
    "harvest": ("harvest reap pick", "recolt moisson", "mavuno kuvuna vuna", "cosech"),
    "drying": (
        "drying to_dry can_we_dry dry_grain dry_the dry_our dry_hay dry_maize dry_coffee dry_beans we_dry",
        "=secher sechage sechons foin",
        "kausha anika",
        "secar secado secamos heno",
    ),
    "irrigate": (
        "irrigat pump must_we_add",
        "irrig arros pomp devons_nous_ajouter",
        "mwagili umwagil kuongeza_maji",
        "rieg regar irrig bombe debemos_anadir",
    ),
    "spray": ("spray pesticid herbicid", "pulveris traiter traitement", "pulizi dawa_ya", "fumig rociar pulveriz"),
    "field_work": (
        "plough plow weed =drive tractor",
        "labour sarcl =rouler tracteur",
        "kulima palilia trekta kupitisha_mashine",
        "=arar deshierb tractor maquina trabajar",
    ),
    "variety": (
        "variet short_season early_maturing kind_of_seed",
        "variet precoc semence cycle_court",
        "aina_ya mbegu_ya mbegu_gani",
        "variedad precoz ciclo_corto",
    ),
    "insure": (
        "insur payout trigger relief early_action call_for_help sign",
        "assuranc declench secours signe appele",
        "bima kichocheo kigezo dalili msaada",
        "=seguro disparador ayuda senal activacion",
    ),
    # Soil, water and crops.
    "soil": ("soil ground", "=sol terre", "udongo ardhi", "suelo tierra"),
    "water": ("water moistur", "=eau =eaux", "maji", "agua"),
    "need": ("need requir thirst", "besoin exig soif", "hitaji kiu", "necesit requier requiere =sed"),
    "enough": ("enough sufficien good_rain", "assez suffi", "tosha", "suficien bastant alcanz"),
    "how_much": (
        "how_much total amount quantity",
        "combien_d combien_de_pluie quantit total",
        "kiasi",
        "cuanta cuanto cantidad total",
    ),
    "crop": (
        "crop maize corn bean millet sorghum wheat barley cotton groundnut cassava =tef =teff field yam",
        "culture mais haricot =mil sorgho =ble orge coton arachid manioc champ niebe",
        "=zao mazao mahindi maharage mtama uwele ngano pamba karanga muhogo shamba",
        "cultivo maiz frijol mijo sorgo trigo cebada algodon yuca milpa =campo parcela",
    ),
    "flower": ("flower bloom blossom tassel silk", "fleur florais epiais", "chanua maua", "flor espig"),
    "ripe": ("ripe matur ready_to_harvest", "=mur =mure maturit murir", "komaa =iva huiva zitaiva", "madur"),
    "yield": (
        "yield how_many_bags tonne produce",
        "rendement donnerait tonne produi",
        "mavuno_gani mavuno_kiasi magunia_mangapi kutoa_mavuno zitatoa mavuno_ya_zao",
        "rendim rendir rind cuantos_sacos cuantos_quintales produc",
    ),
    "succeed": (
        "come_through comes_through succe surviv make_it makes_it",
        "reuss surviv",
        "faulu stawi fanikiw",
        "prosper exito lograr logra sobreviv sale_adelante",
    ),
    "die": (
        "=die =dies kill fail wither rot lost lose",
        "meur mort tue echou fan pourri perd",
        "hufa kufa =ua ukaua =kufa zikafa haribik nyauka",
        "muer mata =mate pierd perd marchit fracas pudr",
    ),
    "again": (
        "again twice two_times false fool tempt deceiv false_start",
        "faux_depart faux_departs tromp invite deux_fois de_nouveau",
        "tena uongo danganya shawishi mara_mbili",
        "falso engan otra_vez dos_veces invit",
    ),
    "wait": ("wait second_rain", "attend seconde_pluie", "kusubiri tukisubiri", "esper otra_lluvia"),
    "replant": (
        "replant resow plant_again sow_again",
        "resem ressem semer_a_nouveau",
        "panda_tena kupanda_tena tukapanda_tena",
        "resiembr resembr sembrar_otra_vez",
    ),
    "grow": ("grow", "pouss croissanc croitre", "kukua ukuaji hukua", "crec"),
    "warmth": (
        "degree_day warmth warm_enough heat_unit",
        "degre_jour degres_jours apporte_t_elle_la_chaleur assez_chaud chaleur_dont",
        "nyuzi_siku joto_la_kutosha joto_ambalo",
        "grados_dia calor_suficiente suficiente_calor calor_que",
    ),
    "fruit": (
        "fruit apple peach cherry plum orchard vine",
        "fruit pomm pecher cerisier verger vigne",
        "matunda tufaha",
        "frut manzan durazn cerez huert",
    ),
    "pasture": ("pasture grass graz forage", "patur herbe fourrag", "malisho nyasi", "pasto forraj potrero"),
    "evaporate": (
        "evapor give_off transpir drying_power",
        "evapor transpir perdrait",
        "vukiz ukiondoa lingepoteza",
        "evapor transpir perderia",
    ),
    "driest": (
        "driest wettest poorest third rank",
        "plus_sec tiers rang",
        "theluthi kavu_zaidi nafasi",
        "mas_seco tercio puesto",
    ),
    # Who and what suffers.
    "animals": (
        "cow cattle dairy milk livestock goat animal calf calves herd",
        "vache betail lait bovin betes chevre animaux troupeau =veau",
        "ng'ombe ng_ombe ngombe maziwa mifugo mbuzi ndama",
        "vaca ganado leche animal bovin cabra terner hato",
    ),
    "suffer": ("suffer stress pant", "souffr stress halet", "tesa teseka umia dhuru hema", "sufr estres jade padec"),
    "blight": ("blight mildew fungus", "mildiou champignon", "ukungu bakajani kuvu", "tizon mildiu hongo roya"),
    "malaria": ("malaria mosquito", "palud moustiq malaria", "malaria =mbu", "malaria mosquit palud zancud"),
    "fire": ("=fire fires wildfire bushfire", "=feu =feux incend", "=moto mioto", "fueg incend quemas"),
    "cocoa": ("cocoa cacao", "cacao", "kakao", "cacao"),
    "coffee": ("coffee arabica berry", "cafe arabica", "kahawa =buni arabika", "cafe arabic cafeto"),
    "rice": ("=rice paddy", "=riz riziere", "mpunga mchele", "arroz"),
    "sterile": (
        "pollen steril empty_grain empty_head",
        "pollen steril epis_vides",
        "chavua mapepe",
        "polen steril esteril vano",
    ),
    "right_for": (
        "=right suit favour =fit fine_for",
        "convien favorabl propice",
        "hufaa =faa inayofaa zinazofaa",
        "convien favorabl adecuad propici =apto =aptos =apta =aptas",
    ),
}  # fmt: skip

LANGUAGES = ("en", "fr", "sw", "es")

IDEAS: dict[str, dict[str, tuple[str, ...]]] = {
    idea: {language: tuple(words.split()) for language, words in zip(LANGUAGES, said, strict=True)}
    for idea, said in _IDEAS.items()
}

# Names that only people of a place use, and what they say; understood in every language.
LOCAL_NAMES: dict[str, tuple[str, ...]] = {
    "masika": ("rain", "season"),  # East Africa, March to May
    "hivernage": ("rain", "season"),  # Sahel, the rainy season
    "nahar": ("rain", "season"),
    "kiremt": ("rain", "season"),  # Ethiopia, June to September
    "belg": ("rain", "season"),
    "meher": ("harvest", "season"),
    "deyr": ("rain", "season"),  # Somalia, October to December
    "kiangazi": ("dry", "season"),  # East Africa, the dry months
    "harmattan": ("dry", "wind"),
    "veranillo": ("dry", "in_a_row"),  # Central America, the dry spell of July and August
    "canicula": ("dry", "in_a_row"),
    "veranico": ("dry", "in_a_row"),
    "postrera": ("plant", "season"),  # Central America, the second sowing
    "soudure": ("harvest", "late"),  # Sahel, the hungry months
    "thi": ("animals", "hot", "damp"),  # temperature-humidity index
    "spi": ("rain", "unusual"),
    "spei": ("rain", "evaporate", "unusual"),
    "et0": ("evaporate", "water"),
    "wrsi": ("water", "need", "crop"),
}

# Ideas that name one matter and hardly another; they weigh three times.
TELLING = frozenset((
    "blight", "malaria", "fire", "spray", "irrigate", "yield", "evaporate", "drying", "ripe", "insure", "replant",
    "night", "frost", "heat_wave", "sterile", "cocoa",
))  # fmt: skip
