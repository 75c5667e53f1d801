"""The ways by which an answer reaches people, as they are called; a way of a group's own is called as they wrote it."""

from collections.abc import Iterable

from ..vocabulary.texts import text_in

CHANNELS: dict[str, dict[str, str]] = {
    "meeting": {"en": "a meeting", "fr": "une réunion", "sw": "mkutano", "es": "una reunión"},
    "radio": {"en": "radio", "fr": "la radio", "sw": "redio", "es": "la radio"},
    "sms": {
        "en": "text message (SMS)", "fr": "un message texte (SMS)", "sw": "ujumbe mfupi (SMS)",
        "es": "mensaje de texto (SMS)",
    },
    "voice message": {
        "en": "voice message", "fr": "un message vocal", "sw": "ujumbe wa sauti", "es": "mensaje de voz",
    },
    "poster": {
        "en": "poster or paper", "fr": "une affiche ou du papier", "sw": "bango au karatasi", "es": "cartel o papel",
    },
    "phone page": {
        "en": "a page on the phone", "fr": "une page sur le téléphone", "sw": "ukurasa kwenye simu",
        "es": "una página en el teléfono",
    },
    "e-mail": {"en": "e-mail", "fr": "le courriel", "sw": "barua pepe", "es": "correo electrónico"},
}  # fmt: skip


def channels_in_words(codes: Iterable[str], language: str) -> list[str]:
    """These ways, in one language.

    >>> channels_in_words(["sms", "smoke signals"], "fr")
    ['un message texte (SMS)', 'smoke signals']
    """
    return [text_in(CHANNELS[code], language) if code in CHANNELS else code for code in codes]
