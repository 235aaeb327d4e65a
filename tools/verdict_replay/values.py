"""What expressions come to, and the nodes of the tree that is expected of a proof."""

from .exact import UNLIMITED
from .world import NOTHING


class Number:
    """A quantity in coherent units. `missing` says whether what lacks is late or has not happened yet. A share of nothing is
    vacuous: every comparison with it holds; one that may turn out so fails none yet."""

    def __init__(self, found, missing=NOTHING, vacuous=False, may_be_vacuous=False):
        self.range, self.vacuous, self.may_be_vacuous = found, vacuous, may_be_vacuous
        self.missing = NOTHING if found.is_exact() and not vacuous else missing


class Ordinal:
    """Steps of a scale, from rank `low` to rank `high`."""

    def __init__(self, keys, low, high, missing=NOTHING, names=()):
        self.keys, self.low, self.high, self.names = keys, low, high, names
        self.missing = NOTHING if low == high else missing

    def words(self):
        name = lambda rank: self.names[rank] if rank < len(self.names) else self.keys[rank]
        return name(self.low) if self.low == self.high else f"{name(self.low)} … {name(self.high)}"


class Claim:
    def __init__(self, truth, missing=NOTHING):
        self.truth = truth
        self.missing = NOTHING if truth is not None else missing


class Text:
    def __init__(self, text, missing=NOTHING, choices=None):
        self.text, self.missing, self.choices = text, missing, choices


class Day:
    def __init__(self, day, missing=NOTHING):
        self.day, self.missing = day, missing


def truth_text(truth):
    return "unknown" if truth is None else "true" if truth else "false"


class Node:
    """One expected node. `children` None: they are not fixed and `check` judges them. `number` None: `value`, `low` and
    `high` are text; else they must be that quantity."""

    def __init__(self, op, text=None, value="", low="", high="", number=None, children=(), details=(), check=None, origin=None,
                 citation=None, may_say=()):
        self.op, self.text, self.value, self.low, self.high, self.number = op, text, value, low, high, number
        self.children, self.details, self.check = children, dict(details), check
        self.origin, self.citation = origin, citation
        self.may_say = may_say  # details that `check` judges, or that only inform


def number_node(op, number, text=None, **more):
    return Node(op, text, number=number, **more)


def claim_node(op, claim, text=None, **more):
    return Node(op, text, value=truth_text(claim.truth), **more)


__all__ = ["Number", "Ordinal", "Claim", "Text", "Day", "Node", "number_node", "claim_node", "truth_text", "UNLIMITED"]
