"""Evaluates a rule over the facts of a proof: its value, and the tree that the proof's trace must be."""

from fractions import Fraction

from . import exact
from .exact import Range, Refused, UNLIMITED
from .grammar import read_rule
from .periods import Period, civil, day_of
from .sets import Sets, merged
from .values import Claim, Day, Node, Number, Ordinal, Text, claim_node, number_node
from .world import LATE, NOTHING

METHODS = {
    "annual_mean": ("set", "parameter"), "percentile": ("set", "parameter", "percentage"), "daily_mean": ("set", "parameter"),
    "mda8": ("set", "parameter"), "api": ("set",), "aqi": ("set",), "good_day": ("set",), "composite_index": ("set",),
    "attainment_rate": ("set",), "drinking_water_rate": ("set",), "mean": ("set", "parameter"),
    "length_weighted_mean": ("set", "parameter"), "regional_noise_grade": ("set", "parameter"),
    "traffic_noise_grade": ("set", "parameter"), "water_class": ("station",), "target_class": ("station",),
}
PERIOD_NAMES = ("year", "half_year", "quarter", "month", "day", "school_year")


def kleene(truths, conjunction):
    if conjunction:
        return False if False in truths else None if None in truths else True
    return True if True in truths else None if None in truths else False


class Comparison:
    """Two sides in coherent units, or as ranks with their `words`, as a verdict may quote them."""

    def __init__(self, sign, left, right, words=None):
        self.sign, self.left, self.right, self.words = sign, left, right, words


class Replay(Sets):
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
        value, node = self.arithmetic(expression, exact.divide)
        if isinstance(value, Number) and not value.range.is_exact() and self.is_part_of_whole(*node.children):
            # A part is never more than its whole.
            value = Number(exact.narrowed(value.range, Fraction(0), Fraction(1)), value.missing, value.vacuous, value.may_be_vacuous)
            node = number_node("divide", value, self.text(expression), details={"part_of_whole": "true"}, children=node.children)
        return value, node

    def is_part_of_whole(self, part, whole):
        if part.op != "figure" or whole.op != "figure" or part.details["period"] != whole.details["period"]:
            return False
        wanted = self.world.figures[whole.details["figure"]]
        same_subject = not wanted["subjects"] or part.details.get("subject") == whole.details.get("subject")
        return self.world.figures[part.details["figure"]]["part_of"] == wanted["key"] and same_subject

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


def replay(world, leaves, rule, where):
    run = Replay(world, leaves, rule, where)
    value, node = run.run()
    return value, node, run.comparisons
