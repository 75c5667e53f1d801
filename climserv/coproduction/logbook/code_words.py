"""The codes of the log as people say them: sides, roles, states, acts and fields, for the values in a refusal.

English has none: its codes are English words with underscores.
"""

from collections.abc import Mapping

Said = tuple[str, str, str]

SIDES: Mapping[str, Said] = {
    "user": ("usager", "watumiaji", "usuario"),
    "producer": ("producteur", "watoaji taarifa", "productor"),
    "bridge": ("relais", "kati", "puente"),
    "observer": ("observateur", "mtazamaji", "observador"),
}
ROLES: Mapping[str, Said] = {
    "participant": ("participant", "mshiriki", "participante"),
    "facilitator": ("animateur", "mwezeshaji", "quien facilita"),
    "lead": ("responsable", "kiongozi", "responsable"),
    "deputy": ("suppléant", "naibu", "suplente"),
    "helper": ("aide", "msaidizi", "ayudante"),
    "self": ("la personne elle-même", "mwenyewe", "la propia persona"),
    "author": ("son auteur", "aliyeandika", "su autor"),
    "anyone": ("chacun", "yeyote", "cualquiera"),
    "house": ("la plateforme", "jukwaa", "la plataforma"),
}
WAYS: Mapping[str, Said] = {
    "paper": ("sur papier", "kwenye karatasi", "en papel"),
    "spoken": ("de vive voix", "kwa mdomo", "de palabra"),
    "screen": ("à l’écran", "kwenye skrini", "en pantalla"),
    "science": ("science", "sayansi", "ciencia"),
    "meaning": ("sens", "maana", "sentido"),
    "secret": ("secret", "siri", "secreto"),
    "side_only": ("nombres par côté", "idadi kwa upande", "números por lado"),
    "sense_check": ("avis", "maoni ya awali", "sondeo"),
    "dots": ("points", "nukta", "puntos"),
    "score": ("notes", "alama", "notas"),
    "hands": ("mains levées", "mikono", "manos"),
}
STATES: Mapping[str, Said] = {
    "accepted": ("acceptée", "limekubaliwa", "aceptada"),
    "acknowledged": ("entendu", "limesikika", "escuchado"),
    "active": ("au travail", "kazini", "en marcha"),
    "agreed": ("convenu", "imekubaliwa", "acordado"),
    "asked": ("demandé", "imeombwa", "pedido"),
    "cancelled": ("annulé", "imefutwa", "cancelado"),
    "closed": ("fermé", "imefungwa", "cerrado"),
    "closing": ("en clôture", "inafungwa", "en cierre"),
    "confirmed": ("confirmé", "imethibitishwa", "confirmado"),
    "declined": ("déclinée", "limekataliwa", "rechazada"),
    "done": ("fait", "imefanyika", "hecho"),
    "draft": ("brouillon", "rasimu", "borrador"),
    "erased": ("effacé", "imefutwa", "borrado"),
    "expired": ("expiré", "imeisha muda", "vencido"),
    "failed": ("n’a pas passé", "haikupita", "no pasó"),
    "fallback": ("recours", "njia mbadala", "salida prevista"),
    "feedback_closed": ("remarques closes", "maoni yamefungwa", "comentarios cerrados"),
    "forming": ("en formation", "inaundwa", "en formación"),
    "given": ("donné", "imetolewa", "dado"),
    "in_feedback": ("ouvert aux remarques", "iko wazi kwa maoni", "abierto a comentarios"),
    "in_force": ("en vigueur", "inatumika", "en vigor"),
    "in_service": ("en service", "katika huduma", "en servicio"),
    "invited": ("invités", "wamealikwa", "convocada"),
    "kept": ("gardé", "imetunzwa", "guardado"),
    "made": ("fait", "imefanywa", "hecho"),
    "marked": ("marqué", "imewekwa alama", "marcado"),
    "minutes_agreed": ("compte rendu approuvé", "kumbukumbu zimekubaliwa", "acta aceptada"),
    "minutes_draft": ("compte rendu en rédaction", "kumbukumbu zinaandikwa", "acta en borrador"),
    "minutes_shown": ("compte rendu montré", "kumbukumbu zimeonyeshwa", "acta mostrada"),
    "not there yet": ("pas encore là", "bado haipo", "aún no existe"),
    "not_used": ("non utilisé", "halikutumika", "no usado"),
    "noted": ("noté", "limeandikwa", "anotado"),
    "objection_open": ("suspendu par une objection", "imesimamishwa na pingamizi", "en espera por una objeción"),
    "open": ("ouvert", "iko wazi", "abierto"),
    "parked": ("mis de côté", "limewekwa kando", "apartado"),
    "passed": ("passé", "imepita", "pasó"),
    "paused": ("en pause", "imesitishwa", "en pausa"),
    "planned": ("prévu", "imepangwa", "prevista"),
    "proposed": ("proposé", "imependekezwa", "propuesto"),
    "provisional": ("provisoire", "ya muda", "provisional"),
    "refused": ("refusé", "imekataliwa", "rechazado"),
    "released": ("diffusé", "imetolewa", "publicado"),
    "replaced": ("remplacé", "imebadilishwa", "sustituido"),
    "revealed": ("dévoilé", "imeonyeshwa", "mostrado"),
    "set_aside": ("écarté", "imewekwa kando", "dejado de lado"),
    "superseded": ("remplacé", "imepitwa", "reemplazado"),
    "taken_back": ("repris", "imerudishwa", "retirado"),
    "used": ("utilisé", "limetumika", "usado"),
    "waiting": ("en attente", "inasubiri", "en espera"),
    "withdrawn": ("retiré", "imeondolewa", "retirado"),
}
ACTIONS: Mapping[str, Said] = {
    "accept": ("accepter", "kubali", "aceptar"),
    "acknowledge": ("accuser réception", "thibitisha kusikia", "confirmar que se oyó"),
    "activate": ("commencer le travail", "anza kazi", "empezar el trabajo"),
    "adopt": ("mettre en vigueur", "anza kutumia", "poner en vigor"),
    "agree": ("noter l’accord", "andika makubaliano", "anotar el acuerdo"),
    "ask": ("demander", "omba", "pedir"),
    "cancel": ("annuler", "futa", "cancelar"),
    "close": ("fermer", "funga", "cerrar"),
    "close_feedback": ("clore les remarques", "funga maoni", "cerrar los comentarios"),
    "confirm": ("confirmer", "thibitisha", "confirmar"),
    "consent": ("consentir", "ridhia", "consentir"),
    "decline": ("décliner", "kataa", "rechazar"),
    "do": ("noter que c’est fait", "andika imefanyika", "anotar que está hecho"),
    "edit": ("en faire une autre version", "tengeneza toleo jingine", "hacer otra versión"),
    "enter": ("commencer", "anza", "empezar"),
    "explain": ("expliquer", "eleza", "explicar"),
    "fail": ("noter que cela n’a pas passé", "andika haikupita", "anotar que no pasó"),
    "fall_back": ("passer au recours convenu", "tumia njia mbadala", "usar la salida acordada"),
    "finish": ("terminer", "maliza", "terminar"),
    "give": ("donner", "toa", "dar"),
    "hold": ("suspendre pour objection", "simamisha kwa pingamizi", "dejar en espera por una objeción"),
    "invite": ("inviter", "alika", "convocar"),
    "label": ("étiqueter", "weka lebo", "etiquetar"),
    "not_use": ("ne pas utiliser", "usitumie", "no usar"),
    "note": ("noter", "andika", "anotar"),
    "open_feedback": ("ouvrir aux remarques", "fungua kwa maoni", "abrir a comentarios"),
    "park": ("mettre de côté", "weka kando", "apartar"),
    "pass": ("noter que cela a passé", "andika imepita", "anotar que pasó"),
    "pause": ("mettre en pause", "sitisha", "pausar"),
    "pin": ("épingler", "bandika", "prender"),
    "raise": ("soulever une objection", "toa pingamizi", "hacer una objeción"),
    "record": ("noter", "andika", "anotar"),
    "refuse": ("refuser", "kataa", "rechazar"),
    "release": ("diffuser", "toa kwa umma", "publicar"),
    "reopen": ("rouvrir", "fungua tena", "reabrir"),
    "resume": ("reprendre", "endelea", "reanudar"),
    "reveal": ("dévoiler", "onyesha", "mostrar"),
    "revise": ("réviser", "rekebisha", "revisar"),
    "reword": ("dire autrement", "sema kwa maneno mengine", "decirlo de otro modo"),
    "serve": ("mettre en service", "weka katika huduma", "poner en servicio"),
    "show": ("montrer à tous", "onyesha wote", "mostrar a todos"),
    "supersede": ("retirer de la table", "ondoa mezani", "quitar de la mesa"),
    "table": ("mettre sur la table", "weka mezani", "poner sobre la mesa"),
    "take_back": ("reprendre", "rudisha", "retirar"),
    "take_up": ("reprendre la remarque", "lichukue tena", "retomar"),
    "use": ("utiliser", "tumia", "usar"),
    "withdraw": ("retirer", "ondoa", "retirar"),
    "wind_up": ("mener à sa fin", "fikisha mwisho", "llevar a su fin"),
}
FIELDS: Mapping[str, Said] = {
    "anchor": ("l’endroit", "mahali", "el lugar"),
    "answers": ("les réponses", "majibu", "las respuestas"),
    "cites": ("ce sur quoi cela repose", "kinachotegemewa", "en qué se apoya"),
    "content_hash": ("l’empreinte", "alama", "la huella"),
    "counts": ("les nombres", "hesabu", "los números"),
    "datasets": ("les données", "data", "los datos"),
    "decision_rule": ("la règle de décision", "kanuni ya kuamua", "la regla de decisión"),
    "due": ("l’échéance", "tarehe ya mwisho", "el plazo"),
    "exit": ("la sortie", "njia ya kutoka", "la salida"),
    "harm": ("le tort craint", "madhara yanayohofiwa", "el daño temido"),
    "kind": ("le genre", "aina", "el tipo"),
    "mend": ("ce qui l’apaiserait", "kinachoweza kulitatua", "lo que lo remediaría"),
    "met": ("comment elle a été levée", "lilivyotatuliwa", "cómo se resolvió"),
    "name": ("le nom", "jina", "el nombre"),
    "need": ("le besoin", "hitaji", "la necesidad"),
    "parameters": ("les paramètres", "vipimo", "los parámetros"),
    "people": ("les personnes", "watu", "las personas"),
    "question": ("la question", "swali", "la pregunta"),
    "quorum": ("le quorum", "akidi", "el cuórum"),
    "recipe": ("la recette", "mapishi ya hesabu", "la receta"),
    "role": ("le rôle", "nafasi", "la función"),
    "rows": ("les lignes", "mistari", "las filas"),
    "scope": ("la portée", "upeo", "el alcance"),
    "side": ("le côté", "upande", "el lado"),
    "subject": ("la chose", "kitu", "la cosa"),
    "summary": ("ce qui a changé", "kilichobadilika", "lo que cambió"),
    "text": ("le texte", "maandishi", "el texto"),
    "title": ("le titre", "kichwa", "el título"),
    "value": ("la réponse", "jibu", "la respuesta"),
    "version": ("la version", "toleo", "la versión"),
    "words": ("les mots", "maneno", "las palabras"),
}
WORDS: Mapping[str, Said] = {**SIDES, **ROLES, **WAYS, **STATES, **ACTIONS, **FIELDS}
LANGUAGES = ("fr", "sw", "es")


def in_words(value: object, language: str) -> object:
    """A value of a refusal, its codes said in `language`; what is no code stays as it is.

    >>> in_words("open_feedback, edit", "fr"), in_words("open_feedback", "en"), in_words(5, "fr")
    ('ouvrir aux remarques, en faire une autre version', 'open feedback', 5)
    """
    if not isinstance(value, str):
        return value
    return ", ".join(_said(part, language) for part in value.split(", "))


def _said(code: str, language: str) -> str:
    if code not in WORDS:
        return code
    return WORDS[code][LANGUAGES.index(language)] if language in LANGUAGES else code.replace("_", " ")
