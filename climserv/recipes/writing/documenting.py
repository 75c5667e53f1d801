"""What may stand in an argument, told to people who write recipes."""

from ..graph import GIVES
from ..operations import Argument
from ..values import bounds_words, number


def allowed(argument: Argument) -> str:
    """What may stand there, in a few words: `5 mm to 60 mm`, `month, season`."""
    if argument.choices:
        return ", ".join(argument.choices)
    unit = f" {argument.unit}" if argument.unit else ""
    low, high = (f"{number(end)}{unit}" if end is not None else None for end in (argument.low, argument.high))
    variables = f"an input of {', '.join(argument.variables)}" if argument.variables else "the name of an input"
    forms = {
        "input": variables if argument.takes == "series" else f"the name of {GIVES[argument.takes]}",
        "inputs": "a list of names",
        "quantity": bounds_words(low, high) or f"a quantity, such as 10{unit}",
        "integer": bounds_words(low, high) or "a whole number",
        "month_day": "month-day, such as 10-01",
        "season": "{from: 06-01, to: 06-30}",
        "moment": "15 day or 10-15",
        "list": "a list, such as [CanESM5 ssp585 2041]"
        if argument.items == "warming"
        else "a list, such as [15 day, 35 day]",
        "years": "years, such as 1981-2010",
    }
    return forms[argument.kind]
