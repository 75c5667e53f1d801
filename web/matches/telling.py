"""After something was written, whatever it was: needs whose verdict is another now have their owners told."""

from flask import Flask, Response, request

from ..house import house

# The rooms where needs, recipes and data are written.
_WRITTEN_IN = ("needs", "matches", "studio", "catalogue", "demand", "observations")


def set_up_telling(app: Flask) -> None:
    @app.after_request
    def match_again(answer: Response) -> Response:
        if request.method == "POST" and request.blueprint in _WRITTEN_IN and answer.status_code < 500:
            house().match_again()
        return answer
