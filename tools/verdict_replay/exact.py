"""Exact numbers, GB/T 8170 rounding, and intervals whose ends may be open or missing."""

import re
from fractions import Fraction


class Refused(Exception):
    """The proof does not hold: where, and what was found."""

    def __init__(self, where, what):
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(/[1-9][0-9]*)?")
LONGEST_NUMBER = 200
MOST_DECIMALS = 30


def number(text, where):
    """"12", "1.50", "-7/3" as an exact fraction."""
    if not isinstance(text, str) or len(text) > LONGEST_NUMBER or not NUMBER.fullmatch(text):
        raise Refused(where, f"not an exact number: {text!r}")
    whole, _, divisor = text.partition("/")
    return Fraction(whole) / Fraction(divisor) if divisor else Fraction(whole)


def maybe_number(text):
    if isinstance(text, str) and len(text) <= LONGEST_NUMBER and NUMBER.fullmatch(text):
        return number(text, "")
    return None


def rounded_text(value, decimals):
    """GB/T 8170 3.2: half to even on the exact value, written with that many decimals."""
    if not 0 <= decimals <= MOST_DECIMALS:
        raise Refused("decimals", f"{decimals} cannot be rounded to")
    scaled = abs(value) * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest
    if twice > scaled.denominator or (twice == scaled.denominator and whole % 2 == 1):
        whole += 1
    digits = str(whole).rjust(decimals + 1, "0")
    text = digits if decimals == 0 else digits[:-decimals] + "." + digits[-decimals:]
    return "-" + text if value < 0 and whole != 0 else text


def display(value, most_decimals):
    """Exact when it ends within so many decimals, else rounded to them."""
    divisor = value.denominator
    decimals = 0
    for prime in (2, 5):
        power = 0
        while divisor % prime == 0:
            divisor //= prime
            power += 1
        decimals = max(decimals, power)
    exact = divisor == 1 and decimals <= most_decimals
    return rounded_text(value, decimals if exact else most_decimals)


def ceiling(value):
    return -((-value.numerator) // value.denominator)


class Range:
    """All values something may have. An end is None (unlimited) or (value, is_open)."""

    __slots__ = ("low", "high")

    def __init__(self, low, high):
        self.low = low
        self.high = high

    @staticmethod
    def exactly(value):
        return Range((Fraction(value), False), (Fraction(value), False))

    @staticmethod
    def between(low, high):
        return Range(None if low is None else (Fraction(low), False), None if high is None else (Fraction(high), False))

    def is_exact(self):
        return (
            self.low is not None
            and self.high is not None
            and self.low[0] == self.high[0]
            and not self.low[1]
            and not self.high[1]
        )

    def value(self):
        return self.low[0]

    def scaled(self, factor):
        """By a positive factor."""
        move = lambda end: None if end is None else (end[0] * factor, end[1])
        return Range(move(self.low), move(self.high))


UNLIMITED = Range(None, None)


def add(a, b):
    end = lambda x, y: None if x is None or y is None else (x[0] + y[0], x[1] or y[1])
    return Range(end(a.low, b.low), end(a.high, b.high))


def negate(a):
    turn = lambda end: None if end is None else (-end[0], end[1])
    return Range(turn(a.high), turn(a.low))


def subtract(a, b):
    return add(a, negate(b))


# The ends of an interval among the extended numbers: (infinite, value, is_open).
def _extended(end, sign):
    return (sign, Fraction(0), False) if end is None else (0, end[0], end[1])


def _corner(a, b):
    a_zero = a[0] == 0 and a[1] == 0
    b_zero = b[0] == 0 and b[1] == 0
    if a_zero or b_zero:
        reached = (a_zero and not a[2]) or (b_zero and not b[2])
        return (0, Fraction(0), not reached)
    if a[0] or b[0]:
        sign = lambda end: end[0] if end[0] else (1 if end[1] > 0 else -1)
        return (sign(a) * sign(b), Fraction(0), False)
    return (0, a[1] * b[1], a[2] or b[2])


def multiply(a, b):
    corners = [
        _corner(x, y)
        for x in (_extended(a.low, -1), _extended(a.high, 1))
        for y in (_extended(b.low, -1), _extended(b.high, 1))
    ]
    low = min(corners, key=lambda c: (c[0], c[1], c[2]))
    high = max(corners, key=lambda c: (c[0], c[1], not c[2]))
    end = lambda corner: None if corner[0] else (corner[1], corner[2])
    return Range(end(low), end(high))


def divide(a, b):
    """None when the divisor is certainly zero; unlimited when it may be of either sign."""
    may_be_negative = b.low is None or b.low[0] < 0
    may_be_positive = b.high is None or b.high[0] > 0
    if not may_be_negative and not may_be_positive:
        return None
    if may_be_negative and may_be_positive:
        return UNLIMITED
    inverse = lambda end: (Fraction(0), True) if end is None else None if end[0] == 0 else (1 / end[0], end[1])
    return multiply(a, Range(inverse(b.high), inverse(b.low)))


def narrowed(a, low, high):
    """What of `a` lies in [low, high]; `a` itself when nothing does."""
    ends = Range(
        (low, False) if a.low is None or a.low[0] < low else a.low,
        (high, False) if a.high is None or a.high[0] > high else a.high,
    )
    return ends if ends.low[0] <= ends.high[0] else a


def hull(a, b):
    low = None if a.low is None or b.low is None else min(a.low, b.low, key=lambda e: (e[0], e[1]))
    high = None if a.high is None or b.high is None else max(a.high, b.high, key=lambda e: (e[0], not e[1]))
    return Range(low, high)


def _below(a, b):
    return a.high is not None and b.low is not None and (
        a.high[0] < b.low[0] or (a.high[0] == b.low[0] and (a.high[1] or b.low[1]))
    )


def _not_above(a, b):
    return a.high is not None and b.low is not None and a.high[0] <= b.low[0]


def compare(sign, a, b):
    """True, False, or None where the intervals leave it open."""
    decided = lambda yes, no: True if yes else False if no else None
    if sign == "<":
        return decided(_below(a, b), _not_above(b, a))
    if sign == "<=":
        return decided(_not_above(a, b), _below(b, a))
    if sign == ">":
        return decided(_below(b, a), _not_above(a, b))
    if sign == ">=":
        return decided(_not_above(b, a), _below(a, b))
    same = decided(a.is_exact() and b.is_exact() and a.value() == b.value(), _below(a, b) or _below(b, a))
    if sign == "=" or same is None:
        return same
    return not same
