"""The flow of a recipe: its inputs and steps as the nodes of a graph, and who reads what."""

from dataclasses import dataclass

from ..filling import fill
from ..graph import names_read
from ..model import Recipe
from ..operations import OPERATIONS


@dataclass(frozen=True)
class Node:
    """An input or a step.

    id    its own, among the nodes
    name  what later steps call its value
    says  the variable of an input, the operation of a step
    kind  `input`, `step`, or `output` for what goes into the product
    """

    id: str
    name: str
    says: str
    kind: str


def flow(recipe: Recipe) -> tuple[list[Node], list[tuple[str, str]]]:
    """Nodes in the order of the file, and edges from what is read to who reads it.

    A changed series has the name of the series that it changes: later steps read the last of that name.
    """
    filled = fill(recipe)
    nodes = [Node(f"input {name}", name, one.variable, "input") for name, one in recipe.inputs.items()]
    latest = {node.name: node.id for node in nodes}
    edges: list[tuple[str, str]] = []
    for number, step in enumerate(filled.steps, start=1):
        read = [name for names in names_read(step.op, step.arguments).values() for name in names]
        if OPERATIONS[step.op].gives == "counts" and not read:
            read = [filled.outputs[0]]
        here = f"step {number}"
        edges += [(latest[name], here) for name in dict.fromkeys(read) if name in latest]
        kind = "output" if step.name in filled.outputs else "step"
        nodes.append(Node(here, step.name, step.op, kind))
        of = step.arguments.get("of")
        changed = of if OPERATIONS[step.op].rebinds and isinstance(of, list) else [step.name]
        latest |= dict.fromkeys(changed, here)
    return nodes, edges
