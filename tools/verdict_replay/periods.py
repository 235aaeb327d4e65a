"""Periods of whole days, in the canonical form that proofs use."""

import datetime
import re

from .exact import Refused

EPOCH = datetime.date(1970, 1, 1).toordinal()


def day_of(text, where):
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return datetime.date.fromisoformat(text).toordinal()
    except (TypeError, ValueError):
        raise Refused(where, f"not a date: {text!r}") from None


def civil(day):
    return datetime.date.fromordinal(day)


def _month_start(year, months):
    return datetime.date(year + months // 12, months % 12 + 1, 1).toordinal()


class Period:
    """Days [begin, end)."""

    __slots__ = ("kind", "begin", "end")

    def __init__(self, kind, begin, end):
        self.kind, self.begin, self.end = kind, begin, end

    @staticmethod
    def months(kind, year, first, count):
        return Period(kind, _month_start(year, first), _month_start(year, first + count))

    @staticmethod
    def year(year):
        return Period.months("year", year, 0, 12)

    @staticmethod
    def years(first, last):
        if first == last:
            return Period.year(first)
        return Period("span", _month_start(first, 0), _month_start(last + 1, 0))

    @staticmethod
    def around(kind, day):
        """The period of that kind that holds the day."""
        at = civil(day)
        if kind == "half_year":
            return Period.months(kind, at.year, 0 if at.month <= 6 else 6, 6)
        if kind == "quarter":
            return Period.months(kind, at.year, (at.month - 1) // 3 * 3, 3)
        if kind == "month":
            return Period.months(kind, at.year, at.month - 1, 1)
        if kind == "day":
            return Period(kind, day, day + 1)
        if kind == "school_year":
            return Period.months(kind, at.year if at.month >= 9 else at.year - 1, 8, 12)
        return Period.year(at.year)

    def contains(self, other):
        return self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other):
        return self.begin < other.end and other.begin < self.end

    def divide(self, kind):
        """The whole periods of that kind inside, in order."""
        parts = []
        part = Period.around(kind, self.begin)
        if part.begin < self.begin:
            part = Period.around(kind, part.end)
        while part.end <= self.end:
            parts.append(part)
            part = Period.around(kind, part.end)
        return parts

    def text(self):
        at = civil(self.begin)
        if self.kind == "year":
            return f"{at.year:04}"
        if self.kind == "half_year":
            return f"{at.year:04}H{(at.month + 5) // 6}"
        if self.kind == "quarter":
            return f"{at.year:04}Q{(at.month + 2) // 3}"
        if self.kind == "month":
            return f"{at.year:04}-{at.month:02}"
        if self.kind == "day":
            return at.isoformat()
        if self.kind == "school_year":
            return f"{at.year:04}/{at.year + 1:04}"
        return f"{at.isoformat()}..{civil(self.end - 1).isoformat()}"

    def __eq__(self, other):
        return (self.kind, self.begin, self.end) == (other.kind, other.begin, other.end)

    def __hash__(self):
        return hash((self.kind, self.begin, self.end))


def period_of(text, where):
    """Reads what Period.text() writes; nothing else."""
    if isinstance(text, str):
        try:
            if re.fullmatch(r"[0-9]{4}", text):
                return Period.year(int(text))
            if re.fullmatch(r"[0-9]{4}H[12]", text):
                return Period.months("half_year", int(text[:4]), int(text[5]) * 6 - 6, 6)
            if re.fullmatch(r"[0-9]{4}Q[1-4]", text):
                return Period.months("quarter", int(text[:4]), int(text[5]) * 3 - 3, 3)
            if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text):
                return Period.months("month", int(text[:4]), int(text[5:]) - 1, 1)
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                day = day_of(text, where)
                return Period("day", day, day + 1)
            if re.fullmatch(r"[0-9]{4}/[0-9]{4}", text) and int(text[5:]) == int(text[:4]) + 1:
                return Period.months("school_year", int(text[:4]), 8, 12)
            first, separator, last = text.partition("..")
            if separator:
                begin, end = day_of(first, where), day_of(last, where)
                if begin <= end:
                    return Period("span", begin, end + 1)
        except (ValueError, OverflowError):
            pass
    raise Refused(where, f"not a period: {text!r}")
