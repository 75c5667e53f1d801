"""What tests of the need form read from its pages."""

import re
from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict


class Fields(HTMLParser):
    """What a browser would send of the need form, from the page's own HTML."""

    def __init__(self):
        super().__init__()
        self.sent, self.inside, self.select, self.text = MultiDict(), False, "", None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.inside = self.inside or "data-need-form" in given
        name, kind = given.get("name"), given.get("type", "text")
        if not self.inside:
            return
        if tag == "select":
            self.select = name
            self.first = True
        elif tag == "option" and (self.first or "selected" in given):
            self.sent[self.select] = given["value"]
            self.first = False
        elif tag == "textarea":
            self.text = (name, "")
        elif tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in given):
            self.sent.add(name, given.get("value", ""))

    def handle_data(self, data):
        if self.text:
            self.text = (self.text[0], self.text[1] + data)

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text:
            self.sent.add(*self.text)
            self.text = None
        self.inside = self.inside and tag != "form"


def fields_of(page: str) -> MultiDict:
    reader = Fields()
    reader.feed(page)
    return reader.sent


def saved_id(answer) -> str:
    return re.fullmatch(r"/needs/([a-z0-9-]+?)(/match|/all|/ask/[a-z-]+)?", answer.headers["Location"])[1]
