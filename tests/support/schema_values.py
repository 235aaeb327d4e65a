"""Values for a JSON schema as api/openapi.yaml writes them: right ones, and wrong ones each with a word for what is wrong.

Everything comes out of the random.Random that is handed in, so that a seed gives the same values again.
"""

import re

try:
    from re import _constants as sre, _parser as sre_parse
except ImportError:  # before Python 3.11
    import sre_constants as sre
    import sre_parse

PRINTABLE = [chr(c) for c in range(33, 127)]
ODD_TEXTS = ["", " ", "0", "-1", "null", "../../etc/passwd", "a/b", "a|b#1", "%00", "\u0000", "\u202e倒", "\ufeff", "é" * 3, "😀", "\r\nX: y",
             "' OR 1=1 --", "{{7*7}}", "<script>", "𠮷", "\ud7ff", "a\tb", "1e309", "+5", "9" * 30]
HUGE = 100_000
DEPTH = 2_000


class Values:
    def __init__(self, contract, chance):
        self.contract = contract
        self.chance = chance

    # ---------------------------------------------------------------------------------------------------------------- right

    def right(self, schema, full=False):
        """A value the schema takes; `full` with every member that may be there."""
        schema = self.contract.resolved(schema)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        if "oneOf" in schema:
            return self.right(self.chance.choice(schema["oneOf"]), full)
        if "examples" in schema and self.chance.random() < 0.7:
            return self.chance.choice(schema["examples"])
        kind = schema.get("type", "object")
        return getattr(self, "_" + (kind if isinstance(kind, str) else kind[0]))(schema, full)

    def _null(self, schema, full):
        return None

    def _boolean(self, schema, full):
        return self.chance.random() < 0.5

    def _integer(self, schema, full):
        low = schema.get("minimum", 0)
        return self.chance.randint(low, min(schema.get("maximum", low + 50), low + 50))

    def _string(self, schema, full):
        if "pattern" in schema:
            return self.matching(schema["pattern"])
        low = schema.get("minLength", 0)
        length = self.chance.randint(low, min(schema.get("maxLength", low + 12), low + 12))
        return "".join(self.chance.choice("数据环保市统计局abcXYZ 019.-") for _ in range(length)) or "文" * low

    def _array(self, schema, full):
        low = schema.get("minItems", 0)
        items = [self.right(schema["items"], full) for _ in range(self.chance.randint(low, min(schema["maxItems"], low + 2)))]
        if schema.get("uniqueItems"):
            items = list({repr(item): item for item in items}.values())
            return items if len(items) >= low else [self.right(schema["items"], full)]
        return items

    def _object(self, schema, full):
        if "properties" not in schema:
            names = self.contract.resolved(schema.get("propertyNames", {"minLength": 1}))
            rest = schema.get("additionalProperties")
            return {self._string(names, full): self.right(rest) for _ in range(self.chance.randint(0, 2))} if isinstance(rest, dict) else {}
        names = [name for name in schema["properties"] if name in schema.get("required", []) or full or self.chance.random() < 0.4]
        for name in schema["properties"]:
            if len(names) < schema.get("minProperties", 0) and name not in names:
                names.append(name)
        return {name: self.right(schema["properties"][name], full) for name in names}

    def matching(self, pattern):
        """A text that matches the pattern."""
        return "".join(self._pieces(sre_parse.parse(pattern)))

    def _pieces(self, parsed):
        for op, argument in parsed:
            if op is sre.LITERAL:
                yield chr(argument)
            elif op is sre.NOT_LITERAL:
                yield self.chance.choice([c for c in PRINTABLE if ord(c) != argument])
            elif op is sre.ANY:
                yield self.chance.choice("a1市")
            elif op is sre.IN:
                yield self._one_of(argument)
            elif op is sre.BRANCH:
                yield from self._pieces(self.chance.choice(argument[1]))
            elif op is sre.SUBPATTERN:
                yield from self._pieces(argument[3])
            elif op is sre.MAX_REPEAT:
                low, high, inner = argument
                for _ in range(self.chance.randint(low, min(int(high), low + 6))):
                    yield from self._pieces(inner)
            elif op is not sre.AT:
                raise ValueError(f"{op} is no part of the patterns we use")

    def _one_of(self, members):
        refuses = members[0][0] is sre.NEGATE
        named = set()
        for op, argument in members:
            if op is sre.LITERAL:
                named.add(chr(argument))
            elif op is sre.RANGE:
                named |= {chr(c) for c in range(argument[0], argument[1] + 1)}
        return self.chance.choice(sorted(set(PRINTABLE + list("市水务局")) - named) if refuses else sorted(named))

    # ---------------------------------------------------------------------------------------------------------------- wrong

    def wrong(self, schema):
        """(what is wrong, value) of a value made right and then spoiled in one place."""
        schema = self.contract.resolved(schema)
        if "oneOf" in schema:
            schema = self.contract.resolved(self.chance.choice(schema["oneOf"]))
        spoilers = [self._other_type, self._huge, self._deep]
        if schema.get("type") == "object" and "properties" in schema:
            spoilers += [self._missing, self._extra] + [self._inside] * 5
        elif schema.get("type") == "array":
            spoilers += [self._inside_item] * 3 + [self._crowd]
        elif schema.get("type") == "string" or "enum" in schema:
            spoilers += [self._odd_text] * 3 + [self._beyond]
        elif schema.get("type") == "integer":
            spoilers += [self._beyond] * 3
        return self.chance.choice(spoilers)(schema)

    def _other_type(self, schema):
        others = [None, True, -1, 1.5, "文字", [], {}, [[]], {"": None}]
        return "another type", self.chance.choice(others)

    def _huge(self, schema):
        return "huge", self.chance.choice(["文" * HUGE, "\\" * HUGE, [0] * HUGE, {str(i): i for i in range(5000)}, 10 ** 400])

    def _deep(self, schema):
        value = []
        for _ in range(DEPTH):
            value = [value] if self.chance.random() < 0.5 else {"a": value}
        return "deep", value

    def _missing(self, schema):
        value = self.right(schema)
        for name in schema.get("required", [])[:1]:
            value.pop(name, None)
        return "a member missing", value

    def _extra(self, schema):
        return "a member too many", {**self.right(schema), self.chance.choice(["extra", "__proto__", "", "id ", "\u0000"]): 1}

    def _inside(self, schema):
        value = self.right(schema)
        name = self.chance.choice(list(schema["properties"]))
        what, value[name] = self.wrong(schema["properties"][name])
        return f"{name}: {what}", value

    def _inside_item(self, schema):
        what, item = self.wrong(schema["items"])
        return "an item: " + what, [item]

    def _crowd(self, schema):
        return "too many items", [self.right(schema["items"])] * min(schema["maxItems"] + 1, 3000)

    def _odd_text(self, schema):
        return "odd text", self.chance.choice(ODD_TEXTS)

    def _beyond(self, schema):
        if schema.get("type") == "integer":
            return "beyond its bounds", self.chance.choice([schema.get("minimum", 0) - 1, schema.get("maximum", 0) + 1, 2 ** 63, -2 ** 63 - 1, 10 ** 30])
        return "beyond its bounds", "长" * (min(schema.get("maxLength", 300), HUGE) + 1)
