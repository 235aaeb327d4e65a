#!/usr/bin/env python3
"""Replays the proof of a verdict and says whether it holds.

    python3 verify_verdict.py proof.json [more.json ...]

Needs Python 3.9 or newer and nothing else. Written from docs/formats/verdict.md; shares no code with the program that
writes proofs. Exit status: 0 every proof holds, 1 one of them does not, 2 a file cannot be read.
"""

import hashlib
import json
import sys

from verdict_replay.compare import check_shown_numbers, match
from verdict_replay.exact import Refused, display
from verdict_replay.leaves import Leaves
from verdict_replay.replay import replay
from verdict_replay.units import factor_of
from verdict_replay.world import World

FORMAT = "chuangmo-verdict-proof/1"
OUTCOMES = {"met": "达标", "not_met": "未达标", "undecided": "无法判定", "not_due": "未到期"}
CONFIDENCES = ["OFF", "V2", "V1", "INF", "MEM"]
QUOTED_DECIMALS = 4
OPPOSITE = {"<": ">=", ">=": "<", "<=": ">", ">": "<=", "=": "!=", "!=": "="}


# ---- bytes


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def read_proof(data):
    """The body of a proof whose bytes are canonical and whose digest is right."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(f"byte {error.start}", "not UTF-8") from None
    proof = parsed(text)
    written = canonical(proof) + "\n"
    if written != text:
        same = next((i for i, (a, b) in enumerate(zip(text, written)) if a != b), min(len(text), len(written)))
        raise Refused(f"byte {len(text[:same].encode('utf-8', 'surrogatepass'))}", "the bytes are not canonical")
    if not isinstance(proof, dict) or set(proof) != {"format", "sha256", "body"}:
        raise Refused("file", "must hold format, sha256 and body, and nothing else")
    if proof["format"] != FORMAT:
        raise Refused("format", f"{proof['format']!r} is not {FORMAT!r}")
    digest = hashlib.sha256(canonical(proof["body"]).encode("utf-8")).hexdigest()
    if digest != proof["sha256"]:
        raise Refused("sha256", f"the body has the digest {digest}")
    return proof["body"]


def parsed(text):
    def no_fractions(word):
        raise Refused("file", f"a fraction or constant is not allowed: {word}")

    try:
        return json.loads(text, parse_float=no_fractions, parse_constant=no_fractions)
    except RecursionError:
        raise Refused("file", "is nested too deeply") from None
    except ValueError as error:
        raise Refused(f"character {getattr(error, 'pos', 0)}", "not JSON") from None


# ---- verdicts


def outcome_of(claim):
    if claim.truth is not None:
        return "met" if claim.truth else "not_met"
    return "not_due" if claim.missing == frozenset([True]) else "undecided"


def combined(criteria):
    deciding = [criterion["outcome"] for criterion in criteria if criterion["decides"]]
    for outcome in ("not_met", "undecided", "not_due"):
        if outcome in deciding:
            return outcome
    return "met"


def quoted(end, factor):
    return "" if end is None else display(end[0] / factor, QUOTED_DECIMALS)


def nearest(left, target):
    if left.low is not None and left.low[0] > target:
        return left.low
    if left.high is not None and left.high[0] < target:
        return left.high
    return (target, False)


def farthest(left, target):
    if left.low is None or left.high is None:
        return None
    return left.high if left.high[0] - target > target - left.low[0] else left.low


def best_and_worst(sign, left, right):
    """The ends of what the value may still be, as they help or hurt."""
    if sign in (">=", ">"):
        return left.high, left.low
    if sign in ("<=", "<"):
        return left.low, left.high
    if not right.is_exact():
        return None, None
    ends = nearest(left, right.value()), farthest(left, right.value())
    return ends if sign == "=" else ends[::-1]


def quotes_of(comparison, sign, factor):
    """What a criterion would quote of a comparison: value, limit, best, worst."""
    left, right = comparison.left, comparison.right
    best, worst = ("", "") if left.is_exact() else (quoted(end, factor) for end in best_and_worst(sign, left, right))
    if comparison.words:
        value, limit = comparison.words
        return value, f"{sign} {limit}", best, worst
    limit = f"{sign} {quoted(right.low, factor)}" if right.is_exact() else ""
    return quoted(left.low, factor) if left.is_exact() else "", limit, best, worst


def check_quotes(where, criterion, comparisons):
    """Value, limit, best and worst must be those of one comparison in the tree, in the criterion's unit."""
    said = tuple(criterion[key] for key in ("value", "limit", "best", "worst"))
    if said == ("", "", "", "") and criterion["unit"] == "":
        return
    factor = factor_of(criterion["unit"])
    if factor is None:
        raise Refused(f"{where}/unit", f"unknown unit {criterion['unit']!r}")
    for comparison in comparisons:
        for sign in (comparison.sign, OPPOSITE[comparison.sign]):  # under "not" the opposite is quoted
            if quotes_of(comparison, sign, 1 if comparison.words else factor) == said:
                return
    raise Refused(where, "no comparison in the tree says value {!r}, limit {!r}, best {!r}, worst {!r}".format(*said))


def walk(node):
    """Every node, without recursion."""
    stack = [node]
    while stack:
        at = stack.pop()
        yield at
        stack.extend(at.get("children", []))


def check_sources(where, criterion):
    """Editions and confidence are those of the tree."""
    editions, confidences = set(), []
    if "citation" in criterion:
        confidences.append(criterion["citation"]["confidence"])
    for node in walk(criterion["trace"]):
        editions.update(value for key, value in node.get("details", []) if key == "edition")
        if "citation" in node:
            confidences.append(node["citation"]["confidence"])
    if sorted(editions) != criterion["editions"]:
        raise Refused(f"{where}/editions", f"the tree names {sorted(editions)}")
    weakest = max(confidences, key=CONFIDENCES.index, default="OFF")
    if weakest != criterion["confidence"]:
        raise Refused(f"{where}/confidence", f"the tree rests on {weakest}")


def check_criterion(world, leaves, criterion, where):
    check_shown_numbers(f"{where}/trace", criterion["trace"])
    claim, node, comparisons = replay(world, leaves, criterion["rule"], f"{where}/rule")
    match(node, criterion["trace"], f"{where}/trace")
    outcome = outcome_of(claim)
    if criterion["outcome"] != outcome:
        raise Refused(f"{where}/outcome", f"says {criterion['outcome']!r}, replayed {outcome!r}")
    said = frozenset(item["in_future"] for item in criterion["missing"])
    if said != claim.missing:
        raise Refused(f"{where}/missing", "does not fit what the facts lack")
    check_quotes(where, criterion, comparisons)
    check_sources(where, criterion)


def verify(data):
    """(number, outcome, criteria) of a proof that holds; Refused otherwise."""
    body = read_proof(data)
    try:
        indicator = body["indicator"]
        if not indicator["criteria"]:
            raise Refused("indicator/criteria", "there are none")
        world = World(body)
        leaves = Leaves(world)
        for i, criterion in enumerate(indicator["criteria"]):
            check_criterion(world, leaves, criterion, f"indicator/criteria/{i}")
        world.check_all_asked()
        outcome = combined(indicator["criteria"])
        if indicator["outcome"] != outcome:
            raise Refused("indicator/outcome", f"says {indicator['outcome']!r}, replayed {outcome!r}")
        return indicator["number"], outcome, len(indicator["criteria"])
    except Refused:
        raise
    except RecursionError:
        raise Refused("body", "is nested too deeply") from None
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError, ZeroDivisionError) as error:
        raise Refused("body", f"does not have the form of a proof ({type(error).__name__}: {error})") from None


def main(paths):
    if not paths:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    sys.setrecursionlimit(10000)
    status = 0
    for path in paths:
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            print(f"{path}: {error.strerror}", file=sys.stderr)
            status = 2
            continue
        try:
            number, outcome, count = verify(data)
            print(f"{path}: holds. Indicator {number}: {outcome} {OUTCOMES[outcome]}, {count} criteria replayed.")
        except Refused as refused:
            print(f"{path}: does NOT hold. {refused}", file=sys.stderr)
            status = max(status, 1)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
