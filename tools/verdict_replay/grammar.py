"""Reads a criterion: tokens, then a tree of expressions that keep their place in the text."""

import unicodedata
from fractions import Fraction

from .exact import Refused
from .units import factor_of

KEYWORDS = set(
    "and by class count day days each falling false half_year half_years has in last limit max mean min month months not of "
    "or over previous quarter quarters rising school_year school_years share some sum survey true where year years".split()
)
PERIOD_WORDS = {"year": "year", "years": "year", "half_year": "half_year", "half_years": "half_year", "quarter": "quarter",
                "quarters": "quarter", "month": "month", "months": "month", "day": "day", "days": "day",
                "school_year": "school_year", "school_years": "school_year"}
SIGNS = {"<", "<=", "=", "!=", ">=", ">"}
PAIRS = {">=": ">=", "<=": "<=", "!=": "!=", "<>": "!=", "=>": ">=", "=<": "<=", "==": "=", "..": ".."}
FOLDED = {"\u3000": " ", "\u00a0": " ", "\ufeff": " ", "、": ",", "−": "-", "×": "*", "÷": "/", "≦": "≤", "≧": "≥"}
LONGEST_RULE = 4096
LONGEST_UNIT = 24
DEEPEST = 60


class Token:
    __slots__ = ("kind", "text", "begin", "end", "number", "factor", "has_unit")

    def __init__(self, kind, text, begin, end):
        self.kind, self.text, self.begin, self.end = kind, text, begin, end
        self.number, self.factor, self.has_unit = Fraction(0), Fraction(1), False


def _fold(character):
    code = ord(character)
    return chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else FOLDED.get(character, character)


def _is_letter(c):
    if c == "_" or (c.isascii() and c.isalpha()):
        return True
    code = ord(c)
    return any(a <= code < b for a, b in ((0xC0, 0x2000), (0x2080, 0x2090), (0x2150, 0x2190), (0x3400, 0xA000), (0xF900, 0xFB00),
                                          (0x20000, 0x30000))) or code in (0xB5, 0x3007)


def _is_digit(c):
    return "0" <= c <= "9"


def _is_word(c):
    return c != "\0" and (_is_letter(c) or _is_digit(c))


def _is_unit(c):
    return _is_word(c) or c in "%‰/^·°℃²³"


class Lexer:
    def __init__(self, text, where):
        self.where = where
        self.raw = text
        self.text = "".join(_fold(c) for c in text) + "\0"
        self.at = 0
        self.tokens = []

    def look(self, ahead=0):
        place = self.at + ahead
        return self.text[place] if place < len(self.text) else "\0"

    def push(self, kind, text, begin):
        self.tokens.append(Token(kind, text, begin, self.at))

    def read(self):
        while True:
            while self.look() in " \t\n\r":
                self.at += 1
            if self.at + 1 >= len(self.text):
                break
            self.read_token()
        self.push("end", "", self.at)
        return self.tokens

    def read_token(self):
        c, begin = self.look(), self.at
        if _is_digit(c):
            self.read_date_or_number()
        elif _is_letter(c):
            while _is_word(self.look()) or (self.look() == "-" and _is_letter(self.look(1))) or (
                self.look() == "." and _is_digit(self.look(1))
            ):
                self.at += 1
            self.push("word", unicodedata.normalize("NFKC", self.text[begin:self.at]), begin)
        elif c in '"“”':
            self.at += 1
            while self.look() not in '"”\n\0':
                self.at += 1
            inside = self.raw[begin + 1:self.at]
            self.at += 1
            self.push("text", inside, begin)
        else:
            self.read_sign(begin)

    def read_date_or_number(self):
        begin = self.at
        shape = self.text[begin:begin + 10]
        if len(shape) == 10 and shape[4] == shape[7] == "-" and all(_is_digit(shape[i]) for i in (0, 1, 2, 3, 5, 6, 8, 9)):
            if not _is_word(self.look(10)):
                self.at += 10
                return self.push("date", shape, begin)
        while _is_digit(self.look()):
            self.at += 1
        if self.look() == "." and _is_digit(self.look(1)):
            self.at += 1
            while _is_digit(self.look()):
                self.at += 1
        text = self.text[begin:self.at]
        self.push("number", text, begin)
        self.tokens[-1].number = Fraction(text)
        if len(self.tokens) < 2 or self.tokens[-2].text != "last":
            self.read_unit(self.tokens[-1])

    def read_unit(self, token):
        """The longest text behind a number that is a unit and cuts no word."""
        first = self.at
        while self.text[first] in " \t\n\r":
            first += 1
        end = first
        while end - first < LONGEST_UNIT and _is_unit(self.text[end]):
            end += 1
        if end == first or _is_digit(self.text[first]) or self.text[first] == "/":
            return
        word_end = first
        while _is_word(self.text[word_end]):
            word_end += 1
        if self.text[first:word_end] in KEYWORDS:
            return
        while end > first:
            stop = end + 3 if self.text[end:end + 3] == "(A)" else end
            cuts = _is_word(self.text[stop]) and _is_word(self.text[stop - 1])
            factor = None if cuts else factor_of(self.text[first:stop])
            if factor is not None:
                self.at = stop
                token.factor, token.has_unit, token.end = factor, True, stop
                return
            end -= 1

    def read_sign(self, begin):
        pair = self.text[begin:begin + 2]
        if pair in PAIRS:
            self.at += 2
            return self.push("sign", PAIRS[pair], begin)
        c = self.look()
        self.at += 1
        meant = {"≥": ">=", "≤": "<=", "≠": "!="}.get(c, c)
        if meant not in PAIRS and meant not in "+-*/()<>=,:{}.":
            raise Refused(self.where, f"the rule cannot be read at {c!r}")
        self.push("sign", meant, begin)


class Expression:
    """kind, its place in the text, operands, and whatever else that kind needs."""

    def __init__(self, kind, begin, **more):
        self.kind, self.begin, self.end = kind, begin, begin
        self.operands = []
        self.period = ("current",)
        self.parenthesised = False
        self.__dict__.update(more)


class Parser:
    def __init__(self, text, where):
        if len(text) > LONGEST_RULE:
            raise Refused(where, "the rule is too long")
        self.where = where
        self.source = text
        self.tokens = Lexer(text, where).read()
        self.at = 0
        self.depth = 0

    # tokens
    def peek(self, ahead=0):
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def take(self):
        token = self.peek()
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def sees(self, text, ahead=0):
        token = self.peek(ahead)
        return token.kind in ("word", "sign") and token.text == text

    def accept(self, text):
        if self.sees(text):
            self.take()
            return True
        return False

    def expect(self, text):
        if not self.accept(text):
            raise Refused(self.where, f"the rule cannot be read: {text!r} expected before {self.peek().text!r}")

    def word(self):
        if self.peek().kind != "word":
            raise Refused(self.where, f"the rule cannot be read: a name expected before {self.peek().text!r}")
        return self.take().text

    def finish(self, expression):
        expression.end = max(expression.begin, self.tokens[self.at - 1].end if self.at else 0)
        return expression

    def sign(self, ahead=0):
        token = self.peek(ahead)
        return token.text if token.kind == "sign" and token.text in SIGNS else None

    # logic
    def rule(self):
        expression = self.disjunction()
        if self.peek().kind != "end":
            raise Refused(self.where, f"the rule cannot be read behind {self.peek().text!r}")
        return expression

    def disjunction(self):
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused(self.where, "the rule is nested too deeply")
        expression = self.chain("or", self.conjunction)
        self.depth -= 1
        return expression

    def conjunction(self):
        return self.chain("and", self.inversion)

    def chain(self, word, operand):
        first = operand()
        if not self.sees(word):
            return first
        whole = Expression(word, first.begin)
        whole.operands.append(first)
        while self.accept(word):
            whole.operands.append(operand())
        return self.finish(whole)

    def inversion(self):
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused(self.where, "the rule is nested too deeply")
        try:
            if not self.sees("not"):
                return self.quantified()
            whole = Expression("not", self.take().begin)
            whole.operands.append(self.inversion())
            return self.finish(whole)
        finally:
            self.depth -= 1

    def quantified(self):
        begin = self.peek().begin
        for word in ("each", "some"):
            if self.accept(word):
                whole = Expression(word, begin, bindings=[self.binding()])
                while self.accept(","):
                    whole.bindings.append(self.binding())
                self.expect(":")
                whole.operands.append(self.inversion())
                return self.finish(whole)
        for word in ("falling", "rising"):
            if self.accept(word):
                self.expect("over")
                whole = Expression(word, begin)
                whole.period = self.read_period()
                self.expect(":")
                whole.operands.append(self.sum())
                return self.finish(whole)
        left = self.sum()
        return self.comparison(left) if self.sign() else left

    def comparison(self, left):
        whole = Expression("compare", left.begin, sign=self.take().text)
        whole.operands = [left, self.sum()]
        return self.finish(whole)

    # arithmetic
    def sum(self):
        left = self.product()
        while self.sees("+") or self.sees("-"):
            whole = Expression("add" if self.take().text == "+" else "subtract", left.begin)
            whole.operands = [left, self.product()]
            left = self.finish(whole)
        return left

    def product(self):
        left = self.factor()
        while self.sees("*") or self.sees("/"):
            whole = Expression("multiply" if self.take().text == "*" else "divide", left.begin)
            whole.operands = [left, self.factor()]
            left = self.finish(whole)
        return left

    def factor(self):
        if self.sees("-"):
            whole = Expression("negate", self.take().begin)
            whole.operands.append(self.factor())
            return self.finish(whole)
        expression = self.primary()
        while True:
            if self.sees("in") and self.at_period(1):
                self.take()
                expression.period = self.read_period()
            elif self.sees(".") and self.peek(1).kind == "word" and expression.kind == "survey":
                self.take()
                expression.measure = self.word()
                expression.operands = self.arguments() if self.accept("(") else []
            else:
                return self.finish(expression)

    def primary(self):
        token = self.peek()
        if token.kind == "number":
            self.take()
            return self.finish(Expression("number", token.begin, number=token.number, factor=token.factor, token=token))
        if token.kind in ("text", "date"):
            self.take()
            return self.finish(Expression(token.kind, token.begin, word=token.text))
        if token.kind == "word":
            return self.primary_word(token)
        if self.accept("("):
            inner = self.disjunction()
            self.expect(")")
            inner.begin, inner.parenthesised = token.begin, True
            return self.finish(inner)
        raise Refused(self.where, f"the rule cannot be read at {token.text!r}")

    def primary_word(self, token):
        called = self.sees("(", 1)
        names_method = self.sees(",", 3) and not self.at_period(4)  # mean(regional_noise, Leq) is no mean over records
        if token.text in ("count", "sum", "min", "max", "mean") and called and not names_method:
            return self.aggregate()
        if token.text == "share":
            return self.share()
        self.take()
        if token.text in ("true", "false"):
            return self.finish(Expression("truth", token.begin, truth=token.text == "true"))
        if token.text == "class":
            grade = self.take()
            word = grade.text if grade.kind != "number" else "".join(self.slice(grade).split())
            return self.finish(Expression("grade", token.begin, word=word))
        if token.text == "year":
            return self.finish(Expression("year_number", token.begin))
        if token.text in ("survey", "has") and called:
            self.take()
            name = self.word()
            self.expect(")")
            return self.finish(Expression(token.text, token.begin, word=name, measure=""))
        if token.text == "limit" and called:
            self.take()
            whole = Expression("limit", token.begin)
            whole.operands = self.arguments()
            return self.finish(whole)
        if token.text in KEYWORDS and not (called and names_method):
            raise Refused(self.where, f"the rule cannot be read at {token.text!r}")
        if called:
            self.take()
            whole = Expression("call", token.begin, word=token.text)
            whole.operands = self.arguments()
            return self.finish(whole)
        return self.finish(Expression("name", token.begin, word=token.text))

    def slice(self, token):
        return unicodedata.normalize("NFKC", self.source[token.begin:token.end])

    def arguments(self):
        if self.accept(")"):
            return []
        found = [self.argument()]
        while self.accept(","):
            found.append(self.argument())
        self.expect(")")
        return found

    def argument(self):
        token = self.peek()
        alone = self.sees(",", 1) or self.sees(")", 1)
        if alone and token.kind == "word" and token.text in KEYWORDS and token.text not in ("true", "false"):
            self.take()
            return self.finish(Expression("name", token.begin, word=token.text))
        spans_years = token.kind == "number" and self.sees("..", 1)
        if not self.sees("year") and self.at_period(0) and (token.kind != "number" or spans_years):
            whole = Expression("period", token.begin)
            whole.period = self.read_period()
            return self.finish(whole)
        return self.sum()

    def aggregate(self):
        token = self.take()
        self.take()
        whole = Expression(token.text, token.begin, word=self.word(), field="", condition=None)
        if self.accept("."):
            whole.field = self.word()
        if self.sees("in") and self.at_period(1):
            self.take()
            whole.period = self.read_period()
        if self.accept("where"):
            whole.condition = self.disjunction()
        if self.accept(","):
            whole.period = self.read_period()
        self.expect(")")
        return self.finish(whole)

    def share(self):
        whole = Expression("share", self.take().begin, word="", field="", condition=None, bindings=[])
        self.expect("of")
        over_members = self.peek().text in PERIOD_WORDS or (self.sees("in", 1) and not self.at_period(2))
        if over_members:
            whole.bindings.append(self.binding())
        else:
            whole.word = self.word()
            if self.accept("in"):
                whole.period = self.read_period()
            if self.accept("by"):
                whole.field = self.word()
        self.expect("where")
        whole.condition = self.share_condition()
        return self.finish(whole)

    def share_condition(self):
        """The last comparison belongs to what stands around the share."""
        if self.sees("not"):
            whole = Expression("not", self.take().begin)
            whole.operands.append(self.share_condition())
            return self.finish(whole)
        left = self.sum()
        if not self.sign() or not self.another_comparison_follows():
            return left
        return self.comparison(left)

    def another_comparison_follows(self):
        depth = 0
        for ahead in range(1, len(self.tokens) - self.at):
            token = self.peek(ahead)
            if token.text in ("(", "{") and token.kind == "sign":
                depth += 1
            if token.text in (")", "}") and token.kind == "sign":
                depth -= 1
            if depth < 0 or token.kind == "end":
                return False
            if depth > 0:
                continue
            if self.sign(ahead):
                return True
            if token.kind in ("word", "sign") and token.text in ("and", "or", ",", ":"):
                return False
        return False

    # bindings and periods
    def binding(self):
        """("periods", kind, within) | ("words", name, [..]) | ("set", name, key)"""
        token = self.peek()
        if token.kind == "word" and token.text in PERIOD_WORDS:
            self.take()
            within = self.read_period() if self.accept("in") else ("assessment",)
            return ("periods", PERIOD_WORDS[token.text], within)
        name = self.word()
        self.expect("in")
        if not self.accept("{"):
            return ("set", name, self.word())
        members = [self.take().text]
        while self.accept(","):
            members.append(self.take().text)
        self.expect("}")
        return ("words", name, members)

    def at_period(self, ahead):
        token = self.peek(ahead)
        return token.kind == "number" or (token.kind == "word" and (token.text in ("last", "previous") or token.text in PERIOD_WORDS))

    def read_period(self):
        """("years", first, last) | ("last", n) | ("previous", kind) | ("enclosing", kind)"""
        token = self.take()
        if token.kind == "number":
            last = self.take() if self.accept("..") else token
            if last.kind != "number":
                raise Refused(self.where, "the rule cannot be read: a year expected")
            return ("years", int(token.number), int(last.number))
        if token.text == "last":
            count = int(self.take().number)
            if not self.accept("years"):
                self.expect("year")
            return ("last", count)
        if token.text == "previous":
            return ("previous", PERIOD_WORDS.get(self.word(), "year"))
        if token.text in PERIOD_WORDS:
            return ("enclosing", PERIOD_WORDS[token.text])
        raise Refused(self.where, f"the rule cannot be read: a period expected at {token.text!r}")


def read_rule(text, where):
    return Parser(text, where).rule()
