"""Evaluates a rule over the facts of a proof: its value, and the tree that the proof's trace must be."""

from fractions import Fraction

from . import exact
from .exact import Range, Refused, UNLIMITED
from .grammar import read_rule
from .leaves import Leaves
from .periods import Period, civil, day_of
from .units import factor_of
from .values import Claim, Day, Node, Number, Ordinal, Text, claim_node, number_node, truth_text
from .world import LATE, NOTHING, unit_factor

METHODS = {
    "annual_mean": ("set", "parameter"), "percentile": ("set", "parameter", "percentage"), "daily_mean": ("set", "parameter"),
    "mda8": ("set", "parameter"), "api": ("set",), "aqi": ("set",), "good_day": ("set",), "composite_index": ("set",),
    "attainment_rate": ("set",), "drinking_water_rate": ("set",), "mean": ("set", "parameter"),
    "length_weighted_mean": ("set", "parameter"), "regional_noise_grade": ("set", "parameter"),
    "traffic_noise_grade": ("set", "parameter"), "water_class": ("station",), "target_class": ("station",),
}
ZERO, ONE = Range.exactly(0), Range.exactly(1)
PERIOD_NAMES = ("year", "half_year", "quarter", "month", "day", "school_year")


def kleene(truths, conjunction):
    if conjunction:
        return False if False in truths else None if None in truths else True
    return True if True in truths else None if None in truths else False


def merged(values):
    return frozenset().union(*(value.missing for value in values)) if values else NOTHING


class Comparison:
    """Two sides in coherent units, or as ranks with their `words`, as a verdict may quote them."""

    def __init__(self, sign, left, right, words=None):
        self.sign, self.left, self.right, self.words = sign, left, right, words


class Replay:
    def __init__(self, world, leaves, rule, where):
        self.world, self.leaves, self.rule, self.where = world, leaves, rule, where
        self.tree = read_rule(rule, where)
        self.current, self.is_bound = Period.year(world.years[-1]), False
        self.names = {}  # bound name -> word or station
        self.at = []  # bindings around, outermost first
        self.record, self.ledger = None, None
        self.comparisons = []  # of numbers and classes, outside of records

    def run(self):
        value, node = self.find(self.tree)
        if not isinstance(value, Claim):
            raise Refused(self.where, "the rule is no statement")
        return value, node

    def refuse(self, what):
        raise Refused(self.where, what)

    def text(self, expression):
        return self.rule[expression.begin:expression.end]

    def find(self, expression):
        handler = getattr(self, "find_" + expression.kind, None)
        if handler is None:
            self.refuse(f"{expression.kind!r} cannot stand here")
        return handler(expression)

    # ---- periods

    def resolve(self, period):
        kind = period[0]
        if kind == "enclosing":
            return Period.around(period[1], self.current.begin)
        if kind == "previous":
            return Period.around(period[1], Period.around(period[1], self.current.begin).begin - 1)
        if kind == "last":
            year = civil(self.current.begin).year
            return Period.years(year - period[1] + 1, year)
        if kind == "years":
            return Period.years(period[1], period[2])
        return self.current

    def members(self, binding):
        """Yields once for every member, with the name or the period bound meanwhile."""
        if binding[0] == "periods":
            before = (self.current, self.is_bound)
            for period in self.periods(binding[1], binding[2]):
                self.current, self.is_bound = period, True
                self.at.append((binding[1], period.text()))
                yield
                self.at.pop()
                self.current, self.is_bound = before
            return
        _, name, members = binding
        if binding[0] == "set":
            if members in self.world.station_sets:
                members = self.world.members(members)
            elif members in self.world.figures and self.world.figures[members]["subjects"]:
                members = self.world.figures[members]["subjects"]
            else:
                self.refuse(f"{members!r} is no set")
        for member in members:
            self.names[name] = member
            self.at.append((name, member if isinstance(member, str) else member["key"]))
            yield
            self.at.pop()
            del self.names[name]

    def periods(self, kind, within):
        if within[0] == "assessment" and not self.is_bound:
            years = self.world.years
            if kind == "school_year":
                return Period.years(years[0], years[-1]).divide(kind)
            return [part for year in years for part in ([Period.year(year)] if kind == "year" else Period.year(year).divide(kind))]
        whole = self.resolve(within)
        return [whole] if whole.kind == kind else whole.divide(kind)

    # ---- literals

    def find_number(self, expression):
        value = Number(Range.exactly(expression.number * expression.factor))
        return value, number_node("number", value, self.text(expression))

    def find_year_number(self, expression):
        value = Number(Range.exactly(civil(self.current.begin).year))
        return value, number_node("number", value, self.text(expression))

    def find_truth(self, expression):
        claim = Claim(expression.truth)
        return claim, claim_node("truth", claim, self.text(expression))

    def find_date(self, expression):
        return Day(day_of(expression.word, self.where)), Node("date", self.text(expression), value=expression.word)

    def find_text(self, expression):
        return Text(expression.word), Node("text", self.text(expression), value=expression.word)

    def find_name(self, expression):
        if self.ledger is not None:
            for field in self.ledger["fields"]:
                if field["key"] == expression.word:
                    return self.field(field)
        if expression.word in self.names:
            word = self.word_of(expression)
            return Text(word), Node("text", self.text(expression), value=word)
        if expression.word in self.world.figures:
            return self.leaves.figure(expression.word, "", self.resolve(expression.period))
        self.refuse(f"{expression.word!r} is not defined")

    def word_of(self, expression):
        bound = self.names.get(expression.word) if expression.kind == "name" else None
        if bound is None:
            return expression.word
        return bound if isinstance(bound, str) else bound["key"]

    # ---- logic

    def logic(self, expression, conjunction):
        found = [self.find(operand) for operand in expression.operands]
        claim = Claim(kleene([value.truth for value, _ in found], conjunction), merged([value for value, _ in found]))
        return claim, claim_node(expression.kind, claim, self.text(expression), children=[node for _, node in found])

    def find_and(self, expression):
        return self.logic(expression, True)

    def find_or(self, expression):
        return self.logic(expression, False)

    def find_not(self, expression):
        inner, node = self.find(expression.operands[0])
        claim = Claim(None if inner.truth is None else not inner.truth, inner.missing)
        return claim, claim_node("not", claim, self.text(expression), children=[node])

    def member(self, body):
        value, inner = self.find(body)
        node = Node("member", None, inner.value, inner.low, inner.high, inner.number, [inner], dict(self.at))
        return value, node

    def visit(self, bindings, body):
        if not bindings:
            return [self.member(body)]
        found = []
        for _ in self.members(bindings[0]):
            found += self.visit(bindings[1:], body)
        return found

    def quantified(self, expression, conjunction):
        found = self.visit(expression.bindings, expression.operands[0])
        claim = Claim(kleene([value.truth for value, _ in found], conjunction), merged([value for value, _ in found]))
        return claim, claim_node(expression.kind, claim, self.text(expression), children=[node for _, node in found])

    def find_each(self, expression):
        return self.quantified(expression, True)

    def find_some(self, expression):
        return self.quantified(expression, False)

    def find_falling(self, expression):
        return self.trend(expression, True)

    def find_rising(self, expression):
        return self.trend(expression, False)

    def trend(self, expression, falling):
        stretch = self.resolve(expression.period)
        before = (self.current, self.is_bound)
        values, nodes = [], []
        for year in range(civil(stretch.begin).year, civil(stretch.end - 1).year + 1):
            self.current, self.is_bound = Period.year(year), True
            self.at.append(("year", str(year)))
            value, node = self.member(expression.operands[0])
            self.at.pop()
            values.append(value)
            nodes.append(node)
        self.current, self.is_bound = before
        ranges = [UNLIMITED if value.vacuous else value.range for value in values]
        sign = "<" if falling else ">"
        steps = [exact.compare(sign, later, earlier) for earlier, later in zip(ranges, ranges[1:])]
        for earlier, later in zip(ranges, ranges[1:]):
            self.comparisons.append(Comparison(sign, later, earlier))
        truth = kleene(steps, True)
        turned = ranges if falling else [exact.negate(r) for r in ranges]
        if truth is None:
            conflict = self.conflict(turned)
            if conflict is not None:
                truth = False
                self.comparisons.append(Comparison(sign, ranges[conflict[1]], ranges[conflict[0]]))
        missing = merged(values) | (LATE if any(value.vacuous for value in values) else NOTHING)
        claim = Claim(truth, missing)
        return claim, claim_node(expression.kind, claim, self.text(expression), children=nodes)

    @staticmethod
    def conflict(ranges):
        """Two years between which the values cannot have fallen, even over unknown ones."""
        cap, cap_at = ranges[0].high, 0
        for i, later in enumerate(ranges[1:], 1):
            if cap is not None and later.low is not None and later.low[0] >= cap[0]:
                return cap_at, i
            if later.high is not None and (cap is None or later.high[0] < cap[0]):
                cap, cap_at = later.high, i
        return None

    # ---- comparison

    def adapted(self, expression, other):
        """A word on one side read as a step or choice of the other; None where it is no such word."""
        words = ("name", "text", "grade")
        if expression.kind not in words:
            return None
        own_name = expression.kind == "name" and (
            expression.word in self.names or (self.ledger is not None and any(f["key"] == expression.word for f in self.ledger["fields"])))
        if own_name:
            return None
        choices = (other.keys, other.names) if isinstance(other, Ordinal) else getattr(other, "choices", None)
        if choices:
            keys, names = choices
            rank = next((i for i, key in enumerate(keys) if expression.word in (key, names[i] if i < len(names) else key)), None)
            if rank is None:
                self.refuse(f"{expression.word!r} is no choice of the other side")
            node = Node("choice", self.text(expression), value=keys[rank])
            if isinstance(other, Ordinal):
                node.details["rank"] = str(rank)
                return Ordinal(keys, rank, rank, NOTHING, names), node
            return Text(keys[rank]), node
        if isinstance(other, Text) and expression.kind == "name" and expression.word not in self.world.figures:
            return Text(expression.word), Node("text", self.text(expression), value=expression.word)
        return None

    def is_word(self, expression):
        if expression.kind in ("text", "grade"):
            return True
        fields = [f["key"] for f in self.ledger["fields"]] if self.ledger else []
        return expression.kind == "name" and expression.word not in fields and expression.word not in self.names and (
            expression.word not in self.world.figures)

    def find_compare(self, expression):
        left, right = expression.operands
        if self.is_word(left) and not self.is_word(right):
            b = self.find(right)
            a = self.adapted(left, b[0]) or self.find(left)
        else:
            a = self.find(left)
            b = self.adapted(right, a[0]) or self.find(right)
        truth = self.compared(expression.sign, a[0], b[0])
        missing = merged([a[0], b[0]])
        claim = Claim(truth, missing or LATE)
        node = claim_node("compare", claim, self.text(expression), children=[a[1], b[1]], details={"op": expression.sign})
        return claim, node

    def compared(self, sign, a, b):
        if isinstance(a, Number) and isinstance(b, Number):
            if a.vacuous or b.vacuous:
                return True
            if self.record is None:
                self.comparisons.append(Comparison(sign, a.range, b.range))
            truth = exact.compare(sign, a.range, b.range)
            return None if truth is False and (a.may_be_vacuous or b.may_be_vacuous) else truth
        if isinstance(a, Ordinal) and isinstance(b, Ordinal):
            ranks = [Range.between(side.low, side.high) for side in (a, b)]
            if self.record is None:
                self.comparisons.append(Comparison(sign, *ranks, words=(a.words(), b.words())))
            return exact.compare(sign, *ranks)
        if isinstance(a, Day) and isinstance(b, Day):
            ranges = [UNLIMITED if day.day is None else Range.exactly(day.day) for day in (a, b)]
            return exact.compare(sign, *ranges)
        if isinstance(a, Claim) and isinstance(b, Claim):
            same = None if a.truth is None or b.truth is None else a.truth == b.truth
        elif isinstance(a, Text) and isinstance(b, Text):
            same = None if a.text is None or b.text is None else a.text == b.text
        else:
            self.refuse("the two sides of a comparison do not fit")
        return same if sign == "=" or same is None else not same

    # ---- arithmetic

    def arithmetic(self, expression, calculate):
        (a, left), (b, right) = [self.find(operand) for operand in expression.operands]
        missing = merged([a, b])
        if isinstance(a, Day) and isinstance(b, Day):
            known = a.day is not None and b.day is not None
            value = Number(Range.exactly((a.day - b.day) * 86400) if known else UNLIMITED, missing)
        elif isinstance(a, Number) and isinstance(b, Number):
            found = calculate(a.range, b.range)
            if found is None:
                found, missing = UNLIMITED, missing | LATE
            value = Number(found, missing, a.vacuous or b.vacuous, a.may_be_vacuous or b.may_be_vacuous)
        else:
            self.refuse("only numbers can be calculated with")
        return value, number_node(expression.kind, value, self.text(expression), children=[left, right])

    def find_add(self, expression):
        return self.arithmetic(expression, exact.add)

    def find_subtract(self, expression):
        return self.arithmetic(expression, exact.subtract)

    def find_multiply(self, expression):
        return self.arithmetic(expression, exact.multiply)

    def find_divide(self, expression):
        return self.arithmetic(expression, exact.divide)

    def find_negate(self, expression):
        inner, node = self.find(expression.operands[0])
        value = Number(exact.negate(inner.range), inner.missing, inner.vacuous, inner.may_be_vacuous)
        return value, number_node("negate", value, self.text(expression), children=[node])

    # ---- calls

    def find_limit(self, expression):
        family, parameter, averaging, grade = expression.operands
        word = grade.word if grade.kind in ("grade", "text") else self.find(grade)[0]
        if isinstance(word, Ordinal):
            if word.low != word.high:
                return Number(UNLIMITED, word.missing), Node("unknown", self.text(expression), value="unknown")
            word = word.keys[word.low]
        average = self.word_of(averaging) if averaging.kind != "number" else "".join(self.text(averaging).split())
        return self.leaves.limit(family.word, self.word_of(parameter), average, word, self.resolve(expression.period))

    def find_survey(self, expression):
        confidence = None
        if expression.operands:
            confidence = expression.operands[0].number * expression.operands[0].factor
        return self.leaves.survey(expression.word, expression.measure, confidence, self.resolve(expression.period))

    def find_call(self, expression):
        operands = list(expression.operands)
        if expression.word in METHODS:
            kinds = METHODS[expression.word]
            arguments = {kind: self.argument(kind, operand) for kind, operand in zip(kinds, operands)}
            period = expression.period
            if len(operands) > len(kinds):
                period = self.period_argument(operands[len(kinds)])
            return self.leaves.method(expression.word, arguments, self.resolve(period))
        if expression.word in self.world.figures and len(operands) == 1:
            return self.leaves.figure(expression.word, self.word_of(operands[0]), self.resolve(expression.period))
        self.refuse(f"{expression.word!r} is not defined")

    def argument(self, kind, operand):
        if kind == "percentage":
            return operand.number * operand.factor
        if kind == "station":
            station = self.names.get(operand.word)
            if not isinstance(station, dict):
                self.refuse(f"{operand.word!r} is no station")
            return station
        word = self.word_of(operand)
        if kind == "set" and word not in self.world.station_sets:
            self.refuse(f"{word!r} is no station set")
        if kind == "parameter" and word not in self.world.parameters:
            self.refuse(f"{word!r} is no parameter")
        return word

    def period_argument(self, operand):
        if operand.kind == "period":
            return operand.period
        if operand.kind == "year_number":
            return ("enclosing", "year")
        if operand.kind == "number":
            return ("years", int(operand.number), int(operand.number))
        if operand.kind == "name" and operand.word in PERIOD_NAMES:
            return ("enclosing", operand.word)
        self.refuse("not a period")

    # ---- records

    def field(self, field):
        text = self.record["fields"].get(field["key"], "")
        node = Node("field", field["key"], value=text or "unknown")
        kind = field["type"]
        if kind == "number":
            amount = exact.maybe_number(text)
            factor = unit_factor(field["unit"], field["key"])
            value = Number(Range.exactly(amount * factor) if amount is not None else UNLIMITED, LATE)
            return value, number_node("field", value, field["key"])
        if kind == "date":
            try:
                day = day_of(text, field["key"])
            except Refused:
                day = None
            node.value = text if day is not None else "unknown"
            return Day(day, NOTHING if day is not None else LATE), node
        if kind == "boolean":
            truth = {"true": True, "false": False}.get(text)
            node.value = text if truth is not None else "unknown"
            return Claim(truth, LATE), node
        if kind == "ordinal":
            keys, names = field["choices"], field["choice_names"]
            rank = next((i for i, key in enumerate(keys) if text and text in (key, names[i] if i < len(names) else key)), None)
            node.value = text if rank is not None else "unknown"
            if rank is None:
                return Ordinal(keys, 0, max(0, len(keys) - 1), LATE, names), node
            node.details["rank"] = str(rank)
            return Ordinal(keys, rank, rank, NOTHING, names), node
        choices = (field["choices"], field["choice_names"]) if kind == "choice" else None
        return Text(text or None, NOTHING if text else LATE, choices), node

    def find_has(self, expression):
        claim = Claim(bool(self.record and self.record["fields"].get(expression.word)))
        return claim, claim_node("has", claim, self.text(expression), details={"field": expression.word})

    def tally(self, expression):
        """Puts the condition to every record of the period."""
        ledger = self.world.ledgers.get(expression.word) or self.refuse(f"{expression.word!r} is no ledger")
        period = self.resolve(expression.period)
        records, closed, lacking, closures = self.world.records(expression.word, period)
        amount = next((f for f in ledger["fields"] if f["key"] == expression.field), None)
        missing, rows, nodes = set(lacking), [], []
        for record in records:
            self.record, self.ledger = record, ledger
            below, weight, truth = [], None, True
            if amount is not None:
                weight, node = self.field(amount)
                below.append(node)
            if expression.condition is not None:
                claim, node = self.find(expression.condition)
                truth = claim.truth
                missing |= claim.missing
                below.append(node)
            self.record = self.ledger = None
            if weight is not None and (truth is not False or expression.kind == "share"):
                missing |= weight.missing
            rows.append((truth, weight))
            nodes.append(self.record_node(record, truth, below))
        if closed:
            nodes.append(self.closure_node(expression.word, period, closures))
        return period, closed, frozenset(missing), rows, nodes

    @staticmethod
    def record_node(record, truth, below):
        details = {"ledger": record["ledger"], "period": record["period"]}
        if record["revision"] > 1:
            details["revision"] = str(record["revision"])

        def check(where, claimed):
            for key, value in claimed.get("details", []):
                if key.startswith("field:") and value != record["fields"].get(key[len("field:"):], ""):
                    raise Refused(f"{where}/details/{key}", f"says {value!r}, the record {record['fields'].get(key[6:], '')!r}")

        return Node("record", record["identity"], value=truth_text(truth), children=below, details=details, check=check,
                    origin=record["origin"])

    @staticmethod
    def closure_node(ledger, period, closures):
        one = lambda c: Node("closure", None, value="true", origin=c["origin"],
                             details={"ledger": ledger, "period": c["period"], "recorded_at": c["recorded_at"]})
        if len(closures) == 1:
            return one(closures[0])
        return Node("closure", None, value="true", details={"ledger": ledger, "period": period.text()},
                    children=[one(closure) for closure in closures])

    def find_count(self, expression):
        return self.aggregate(expression)

    find_sum = find_min = find_max = find_mean = find_count

    def aggregate(self, expression):
        period, closed, missing, rows, nodes = self.tally(expression)
        yes = sum(truth is True for truth, _ in rows)
        maybe = sum(truth is None for truth, _ in rows)
        calculate = {"count": self.counted, "sum": self.total, "min": self.smallest, "max": self.largest, "mean": self.average}
        found = calculate[expression.kind](rows, yes, maybe, closed)
        if expression.kind in ("min", "max", "mean") and closed and yes + maybe == 0:
            found, missing = UNLIMITED, missing | LATE
        value = Number(found, missing)
        details = {"period": period.text(), "closed": "true" if closed else "false", "members": str(len(rows)),
                   "matched": str(yes), "unknown": str(maybe)}
        return value, number_node(expression.kind, value, self.text(expression), children=nodes, details=details)

    @staticmethod
    def counted(rows, yes, maybe, closed):
        return Range.between(yes, yes + maybe if closed else None)

    @staticmethod
    def total(rows, yes, maybe, closed):
        found = ZERO
        for truth, weight in rows:
            if truth is not False:
                found = exact.add(found, weight.range if truth else exact.hull(weight.range, ZERO))
        return found if closed else UNLIMITED

    @staticmethod
    def largest(rows, yes, maybe, closed, turned=False):
        low, high, first = None, None, True
        for truth, weight in rows:
            if truth is False:
                continue
            amount = exact.negate(weight.range) if turned else weight.range
            high = amount.high if first else None if high is None or amount.high is None else max(high, amount.high, key=lambda e: e[0])
            if truth:
                low = amount.low if low is None else low if amount.low is None else max(low, amount.low, key=lambda e: e[0])
            first = False
        found = Range(low, high if closed else None)
        return exact.negate(found) if turned else found

    def smallest(self, rows, yes, maybe, closed):
        return self.largest(rows, yes, maybe, closed, True)

    def average(self, rows, yes, maybe, closed):
        if not closed:
            return UNLIMITED
        if maybe == 0:
            return exact.divide(self.total(rows, yes, maybe, True), Range.exactly(yes)) or UNLIMITED
        found = None
        for truth, weight in rows:
            if truth is not False:
                found = weight.range if found is None else exact.hull(found, weight.range)
        return found or UNLIMITED

    # ---- shares

    def find_share(self, expression):
        return self.share_of_members(expression) if expression.bindings else self.share_of_records(expression)

    @staticmethod
    def share_of_counts(yes, maybe, total, closed):
        if closed:
            return Range.between(Fraction(yes, total), Fraction(yes + maybe, total))
        return Range((Fraction(0), yes > 0), (Fraction(1), yes + maybe < total))

    def share_of_members(self, expression):
        found = []
        for _ in self.members(expression.bindings[0]):
            found.append(self.member(expression.condition))
        truths = [value.truth for value, _ in found]
        yes, maybe = truths.count(True), truths.count(None)
        share = self.share_of_counts(yes, maybe, len(found), True) if found else UNLIMITED
        value = Number(share, merged([value for value, _ in found]), not found)
        details = {"members": str(len(found)), "matched": str(yes), "unknown": str(maybe)}
        return value, number_node("share", value, self.text(expression), children=[node for _, node in found], details=details)

    def share_of_records(self, expression):
        period, closed, missing, rows, nodes = self.tally(expression)
        yes = sum(truth is True for truth, _ in rows)
        maybe = sum(truth is None for truth, _ in rows)
        details = {"period": period.text(), "closed": "true" if closed else "false", "members": str(len(rows)),
                   "matched": str(yes), "unknown": str(maybe)}
        if expression.field:
            found, vacuous, may_be_vacuous, wrong = self.share_of_weights(rows, closed)
            details["weight"] = expression.field
            missing = missing | LATE if wrong else missing
        else:
            vacuous, may_be_vacuous = closed and not rows, not closed and not rows
            found = UNLIMITED if vacuous else self.share_of_counts(yes, maybe, len(rows), closed)
        value = Number(found, missing, vacuous, may_be_vacuous)
        return value, number_node("share", value, self.text(expression), children=nodes, details=details)

    @staticmethod
    def share_of_weights(rows, closed):
        """(range, nothing to weigh, perhaps nothing to weigh, a weight below zero)"""
        sums = {True: ZERO, None: ZERO, False: ZERO}
        matched = failed = wrong = False
        for truth, weight in rows:
            low = weight.range.low
            wrong = wrong or (low is not None and low[0] < 0)
            positive = low is not None and low[0] > 0
            failed, matched = failed or (positive and truth is False), matched or (positive and truth is True)
            sums[truth] = exact.add(sums[truth], weight.range)
        whole = exact.add(exact.add(sums[True], sums[None]), sums[False])
        known = closed and all(part.is_exact() for part in (whole, *sums.values()))
        may_be_nothing = not known and (whole.low is None or whole.low[0] <= 0)
        if known and whole.value() == 0 or wrong:
            return Range.between(0, 1), known and whole.value() == 0, may_be_nothing, wrong
        if not known:
            return Range((Fraction(0), matched), (Fraction(1), failed)), False, may_be_nothing, False
        yes, maybe, total = sums[True].value(), sums[None].value(), whole.value()
        return Range.between(yes / total, (yes + maybe) / total), False, False, False


def replay(world, leaves, rule, where):
    run = Replay(world, leaves, rule, where)
    value, node = run.run()
    return value, node, run.comparisons


__all__ = ["replay", "Comparison", "Leaves", "factor_of"]
