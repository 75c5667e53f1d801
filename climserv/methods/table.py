"""The table of methods: what each computes and where it is described, read from docstrings; no kernel is loaded.

A method is a public function of this package whose docstring has a line `source`.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
# A heading of a docstring and what stands beside and under it: "source   Stern, Dennett and Dale (1982), ...".
_SOURCE = re.compile(r"^source[: ]\s*(.+(?:\n[ \t]+\S.*)*)", re.MULTILINE)


@dataclass(frozen=True)
class Method:
    """One method: its module below `climserv.methods`, what it does in one sentence, its source, its docstring."""

    name: str
    module: str
    about: str
    source: str
    text: str


def list_methods() -> list[Method]:
    """Every method, by module and by where it stands in it."""
    return [method for path in sorted(HERE.rglob("*.py")) for method in _methods_of(path)]


def _methods_of(path: Path) -> Iterator[Method]:
    module = ".".join(path.relative_to(HERE).with_suffix("").parts).removesuffix(".__init__")
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        text = ast.get_docstring(node) or ""
        if found := _SOURCE.search(text):
            about = " ".join(text.split("\n\n")[0].split())
            yield Method(node.name, module, about, " ".join(found[1].split()), text)
