"""The checklist of a national framework for climate services, to be gone through in a consultation.

Source: WMO-No. 1206 (2018), Step-by-step Guidelines for Establishing a National Framework for Climate Services; the
groups and the four levels are those of WMO's checklist for climate services of national services. Words are ours.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """One group of the checklist: its name, and the questions to ask; texts by language."""

    code: str
    label: dict[str, str]
    questions: tuple[dict[str, str], ...]


LEVELS: dict[str, dict[str, str]] = {
    "basic": {"en": "basic", "fr": "de base", "sw": "ya msingi", "es": "básico"},
    "essential": {"en": "essential", "fr": "essentiel", "sw": "ya lazima", "es": "esencial"},
    "full": {"en": "full", "fr": "complet", "sw": "kamili", "es": "completo"},
    "advanced": {"en": "advanced", "fr": "avancé", "sw": "ya juu", "es": "avanzado"},
}

STEPS: tuple[dict[str, str], ...] = (
    {"en": "Baseline: which services are there, and which needs do they serve?",
     "fr": "État des lieux : quels services existent, et à quels besoins répondent-ils ?",
     "sw": "Hali ya sasa: kuna huduma zipi, na zinajibu mahitaji yapi?",
     "es": "Línea de base: ¿qué servicios hay y a qué necesidades responden?"},
    {"en": "National consultation: users and producers go through this list together.",
     "fr": "Consultation nationale : utilisateurs et producteurs parcourent cette liste ensemble.",
     "sw": "Mashauriano ya kitaifa: watumiaji na watoa huduma hupitia orodha hii pamoja.",
     "es": "Consulta nacional: usuarios y productores recorren juntos esta lista."},
    {"en": "Action plan: each gap gets an owner, a date and the money it needs.",
     "fr": "Plan d'action : chaque manque reçoit un responsable, une date et l'argent nécessaire.",
     "sw": "Mpango wa utekelezaji: kila pengo hupewa mwenye jukumu, tarehe na fedha zinazohitajika.",
     "es": "Plan de acción: cada carencia recibe un responsable, una fecha y el dinero que necesita."},
    {"en": "Launch: the plan is made public, and looked at again every year.",
     "fr": "Lancement : le plan est rendu public, et revu chaque année.",
     "sw": "Uzinduzi: mpango hutangazwa, na huangaliwa tena kila mwaka.",
     "es": "Lanzamiento: el plan se hace público y se revisa cada año."},
)  # fmt: skip

CHECKLIST: tuple[Group, ...] = (
    Group("governance", {"en": "Governance", "fr": "Gouvernance", "sw": "Uongozi", "es": "Gobernanza"}, (
        {"en": "Who decides on the framework, and do user groups sit at that table?",
         "fr": "Qui décide du cadre, et les groupes d'utilisateurs siègent-ils à cette table ?",
         "sw": "Nani huamua kuhusu mfumo, na je, vikundi vya watumiaji vipo mezani?",
         "es": "¿Quién decide sobre el marco, y se sientan los grupos de usuarios en esa mesa?"},
        {"en": "Is there a legal mandate and a yearly budget line?",
         "fr": "Existe-t-il un mandat légal et une ligne au budget annuel ?",
         "sw": "Je, kuna mamlaka ya kisheria na fungu la bajeti kila mwaka?",
         "es": "¿Hay un mandato legal y una partida anual?"})),
    Group("basic_systems", {"en": "Basic systems", "fr": "Systèmes de base", "sw": "Mifumo ya msingi",
                            "es": "Sistemas básicos"}, (
        {"en": "Where are there no observations near the people of the table above?",
         "fr": "Où manque-t-il des observations près des personnes du tableau ci-dessus ?",
         "sw": "Ni wapi hakuna vipimo karibu na watu wa jedwali hapo juu?",
         "es": "¿Dónde faltan observaciones cerca de las personas de la tabla anterior?"},
        {"en": "Are records rescued, checked and open to those who need them?",
         "fr": "Les relevés sont-ils sauvés, contrôlés et ouverts à ceux qui en ont besoin ?",
         "sw": "Je, kumbukumbu zimeokolewa, zimekaguliwa na ziko wazi kwa wanaozihitaji?",
         "es": "¿Se rescatan y revisan los registros, y están abiertos a quien los necesita?"})),
    Group("user_interface", {"en": "User interface", "fr": "Interface avec les utilisateurs",
                             "sw": "Uhusiano na watumiaji", "es": "Interfaz con los usuarios"}, (
        {"en": "How do groups say what they must decide, and who answers them?",
         "fr": "Comment les groupes disent-ils ce qu'ils doivent décider, et qui leur répond ?",
         "sw": "Vikundi husemaje wanachopaswa kuamua, na nani huwajibu?",
         "es": "¿Cómo dicen los grupos lo que deben decidir, y quién les responde?"},
        {"en": "Who is not heard yet: women, young people, herders, people with disabilities?",
         "fr": "Qui n'est pas encore entendu : femmes, jeunes, éleveurs, personnes handicapées ?",
         "sw": "Nani hajasikika bado: wanawake, vijana, wafugaji, watu wenye ulemavu?",
         "es": "¿A quién no se oye aún: mujeres, jóvenes, pastores, personas con discapacidad?"})),
    Group("capacity", {"en": "Capacity", "fr": "Capacités", "sw": "Uwezo", "es": "Capacidades"}, (
        {"en": "Who can write a recipe, check data and lead a session, and who learns it?",
         "fr": "Qui sait écrire une recette, contrôler des données et animer une séance, et qui l'apprend ?",
         "sw": "Nani anaweza kuandika njia ya kukokotoa, kukagua data na kuongoza kikao, na nani anajifunza?",
         "es": "¿Quién sabe escribir una receta, revisar datos y conducir una sesión, y quién lo aprende?"},)),
    Group("provision", {"en": "Provision of services", "fr": "Fourniture de services", "sw": "Utoaji wa huduma",
                        "es": "Prestación de servicios"}, (
        {"en": "Which lines of the table can be served before their next deadline?",
         "fr": "À quelles lignes du tableau peut-on répondre avant leur prochaine échéance ?",
         "sw": "Ni mistari ipi ya jedwali inayoweza kujibiwa kabla ya tarehe yake ya mwisho?",
         "es": "¿A qué filas de la tabla se puede responder antes de su próxima fecha?"},
        {"en": "In which languages and by which ways do answers arrive?",
         "fr": "Dans quelles langues et par quels moyens les réponses arrivent-elles ?",
         "sw": "Majibu hufika kwa lugha zipi na kwa njia zipi?",
         "es": "¿En qué lenguas y por qué vías llegan las respuestas?"})),
    Group("monitoring", {"en": "Monitoring and evaluation", "fr": "Suivi et évaluation",
                         "sw": "Ufuatiliaji na tathmini", "es": "Seguimiento y evaluación"}, (
        {"en": "How will it be known that decisions became better, and who asks the groups?",
         "fr": "Comment saura-t-on que les décisions sont meilleures, et qui le demande aux groupes ?",
         "sw": "Itajulikanaje kwamba maamuzi yameboreka, na nani atawauliza wanavikundi?",
         "es": "¿Cómo se sabrá que las decisiones mejoraron, y quién lo pregunta a los grupos?"},)),
)  # fmt: skip
