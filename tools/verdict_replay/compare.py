"""Holds the trace of a proof against the tree that the replay expects."""

import re

from .exact import Refused, ceiling, display, maybe_number, number, rounded_text
from .units import factor_of

KEYS = {"op", "text", "value", "low", "high", "unit", "shown", "details", "citation", "origin", "children"}
SHOWN = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(?: (.+))?")
DEEPEST = 300
SHOWN_DECIMALS = 6
GRADED = ("method:regional_noise_grade", "method:traffic_noise_grade")  # shown by the name of the grade
SPELLED = ("choice", "text", "date", "field")
STEPS = {"I": "Ⅰ类", "II": "Ⅱ类", "III": "Ⅲ类", "IV": "Ⅳ类", "V": "Ⅴ类", "劣V": "劣Ⅴ类"}
KEPT_BY_NUMBERS = {"factor", "low_open", "high_open", "may_be_empty"}


def factor_of_node(claimed, where):
    """What one of the node's values is in coherent units: its detail "factor", which must be that of its unit."""
    said = [value for key, value in claimed.get("details", []) if key == "factor"]
    factor = number(said[0], f"{where}/details/factor") if said else 1
    meant = factor_of(claimed.get("unit", ""))
    if meant is not None and meant != factor:
        raise Refused(f"{where}/details/factor", f"{factor} is not what the unit {claimed.get('unit', '')!r} means")
    return factor


def match_end(where, claimed, key, end, factor):
    said = claimed.get(key, "")
    is_open = [key + "_open", "true"] in claimed.get("details", [])
    if end is None:
        if said != "" or is_open:
            raise Refused(f"{where}/{key}", f"says {said!r}, replayed unlimited")
    elif said == "" or number(said, f"{where}/{key}") * factor != end[0] or is_open != end[1]:
        raise Refused(f"{where}/{key}", f"says {said!r}, replayed {end[0] / factor}")


def match_number(where, claimed, wanted, factor):
    said = claimed.get("value", "")
    if wanted.vacuous:
        if said != "vacuous":
            raise Refused(f"{where}/value", f"says {said!r}, but there is nothing to speak of")
        return
    if wanted.range.is_exact():
        if maybe_number(said) is None or number(said, where) * factor != wanted.range.value():
            raise Refused(f"{where}/value", f"says {said!r}, replayed {wanted.range.value() / factor}")
        if "low" in claimed or "high" in claimed:
            raise Refused(f"{where}/low", "an exact value has no bounds")
        return
    if said != "unknown":
        raise Refused(f"{where}/value", f"says {said!r}, but the facts do not decide it")
    match_end(where, claimed, "low", wanted.range.low, factor)
    match_end(where, claimed, "high", wanted.range.high, factor)


def match_text(where, claimed, node):
    for key, wanted in (("value", node.value), ("low", node.low), ("high", node.high)):
        if claimed.get(key, "") != wanted:
            raise Refused(f"{where}/{key}", f"says {claimed.get(key, '')!r}, replayed {wanted!r}")


def match_shown(where, claimed):
    """What people read must be the exact value, rounded once."""
    if claimed.get("shown", "") == "" or claimed["op"] in GRADED:
        return
    if claimed["op"] in SPELLED and claimed["shown"] == claimed.get("value"):
        return
    value, shown = maybe_number(claimed.get("value", "")), SHOWN.fullmatch(claimed["shown"])
    if value is None:
        return match_shown_words(where, claimed)
    if shown is None:
        raise Refused(f"{where}/shown", f"{claimed['shown']!r} is no number")
    text, unit = shown.group(1), shown.group(2) or ""
    decimals = len(text.partition(".")[2])
    own = claimed.get("unit", "")
    same_unit = unit in ("", own) or (factor_of(unit) is not None and factor_of(unit) == factor_of(own))
    fits = rounded_text(value, decimals) == text and same_unit
    fits = fits or (unit == "%" and own == "" and rounded_text(value * 100, decimals) == text)
    fits = fits or (claimed["op"] in ("method:api", "method:aqi") and text == str(ceiling(value)))
    if claimed["op"] == "sub_index":  # the concentration that went in
        given = maybe_number(dict(claimed.get("details", [])).get("concentration", ""))
        fits = given is not None and rounded_text(given, decimals) == text
    if not fits:
        raise Refused(f"{where}/shown", f"{claimed['shown']!r} is not what {claimed['value']!r} {own} rounds to")


def match_shown_words(where, claimed):
    """What is shown of a value that is no number, or not known."""
    said, unit = claimed["shown"], claimed.get("unit", "")
    tail = " " + unit if unit else ""
    if claimed["value"] == "vacuous":
        wanted = {"没有对象"}
    elif claimed["value"] == "unknown":
        low, high = (maybe_number(claimed.get(key, "")) for key in ("low", "high"))
        open_low, open_high = ([key, "true"] in claimed.get("details", []) for key in ("low_open", "high_open"))
        ends = [None if end is None else display(end, SHOWN_DECIMALS) + tail for end in (low, high)]
        wanted = {"未知", ""}
        if low is not None and high is not None:
            wanted = {f"{display(low, SHOWN_DECIMALS)} … {ends[1]}"}
        elif low is not None:
            wanted = {("> " if open_low else "≥ ") + ends[0]}
        elif high is not None:
            wanted = {("< " if open_high else "≤ ") + ends[1]}
        if claimed.get("low") in STEPS:
            wanted = {f"{STEPS[claimed['low']]} … {STEPS.get(claimed.get('high'), '')}"}
    else:
        wanted = {claimed["value"], claimed["value"] + "类", STEPS.get(claimed["value"])}
    if said not in wanted:
        raise Refused(f"{where}/shown", f"{said!r} does not say what {claimed['value']!r} is")


def check_form(where, claimed):
    if not isinstance(claimed, dict) or not set(claimed) <= KEYS or "op" not in claimed:
        raise Refused(where, "is not a node")
    for key in ("op", "text", "value", "low", "high", "unit", "shown"):
        if not isinstance(claimed.get(key, ""), str):
            raise Refused(f"{where}/{key}", "is not text")
    for pair in claimed.get("details", []):
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)):
            raise Refused(f"{where}/details", "are not pairs of text")


def check_shown_numbers(where, claimed, depth=0):
    """Every node, also those below a method."""
    if depth > DEEPEST:
        raise Refused(where, "is nested too deeply")
    check_form(where, claimed)
    match_shown(where, claimed)
    for i, child in enumerate(claimed.get("children", [])):
        check_shown_numbers(f"{where}/children/{i}", child, depth + 1)


def match(node, claimed, where, in_own_unit=False):
    check_form(where, claimed)
    if claimed["op"] != node.op:
        raise Refused(f"{where}/op", f"says {claimed['op']!r}, replayed {node.op!r}")
    if node.text is not None and claimed.get("text", "") != node.text:
        raise Refused(f"{where}/text", f"says {claimed.get('text', '')!r}, the rule {node.text!r}")
    if node.number is None:
        match_text(where, claimed, node)
    else:
        said = [value for key, value in claimed.get("details", []) if key == "factor"]
        own = factor_of(claimed.get("unit", "")) if in_own_unit and not said else None
        if (["may_be_empty", "true"] in claimed.get("details", [])) != node.number.may_be_vacuous:
            raise Refused(f"{where}/details/may_be_empty", "does not fit what there is to speak of")
        match_number(where, claimed, node.number, own if own is not None else factor_of_node(claimed, where))
    details = claimed.get("details", [])
    for key, wanted in node.details.items():
        if [key, wanted] not in details:
            raise Refused(f"{where}/details/{key}", f"replayed {wanted!r}, which the node does not say")
    for key, _ in details:
        of_record = node.op == "record" and key.startswith("field:")
        if key not in node.details and key not in node.may_say and key not in KEPT_BY_NUMBERS and not of_record:
            raise Refused(f"{where}/details/{key}", "does not belong to the node")
    if node.children is not None:
        match_children(node, claimed, where)
    if node.check is not None:
        node.check(where, claimed)
    match_sources(node, claimed, where)


def match_children(node, claimed, where):
    children = claimed.get("children", [])
    if len(children) != len(node.children):
        raise Refused(f"{where}/children", f"{len(children)} of them, replayed {len(node.children)}")
    for i, (wanted, child) in enumerate(zip(node.children, children)):
        match(wanted, child, f"{where}/children/{i}")


def match_sources(node, claimed, where):
    if node.origin is not None and claimed.get("origin") != node.origin:
        raise Refused(f"{where}/origin", "is not where the fact stands")
    if node.citation is not None and claimed.get("citation") != node.citation:
        raise Refused(f"{where}/citation", "is not the clause of the definition or limit")
