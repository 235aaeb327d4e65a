"""Counts, sums and shares: of the records of a ledger, and of the members of a set."""

from fractions import Fraction

from . import exact
from .exact import Range, Refused, UNLIMITED
from .periods import day_of
from .values import Claim, Day, Node, Number, Ordinal, Text, claim_node, number_node, truth_text
from .world import LATE, NOTHING, unit_factor

ZERO = Range.exactly(0)


def merged(values):
    return frozenset().union(*(value.missing for value in values)) if values else NOTHING


class Sets:
    """The part of a replay that looks at records. `record` and `ledger` are set while a condition is put to one."""

    # ---- records

    def field(self, field):
        text = self.record["fields"].get(field["key"], "")
        node = Node("field", field["key"], value=text or "unknown")
        if field["derived"] and self.record["fields"].get(field["key"] + ".edition"):
            node.details["edition"] = self.record["fields"][field["key"] + ".edition"]
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
