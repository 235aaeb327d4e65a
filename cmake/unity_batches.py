#!/usr/bin/env python3
"""unity_batches.py CHARACTERS file.cc ...: which sources may be compiled as one.

Files compiled as one share their unnamed namespaces. So two files go into one batch only where no name that either keeps to itself
(unnamed namespace, using, namespace alias) is spoken in the other at all: nothing can be redefined, hidden, or found by overload
resolution that the file alone would not have found. Prints "number path" per file. Same files, same batches.
"""
import re
import sys

LITERALS_AND_COMMENTS = re.compile(
    r"""R"(?P<tag>\w*)\((?:.|\n)*?\)(?P=tag)"|//[^\n]*|/\*(?:.|\n)*?\*/|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])*'"""
)
TYPE = re.compile(r"(?:struct|class|union|enum(?:\s+class)?)\s+(?:\[\[\w+\]\]\s*)?(\w+)")
USING = re.compile(r"using\s+(?:(\w+)\s*=|(?:\w+::)+(\w+)\s*$)")
OUTER_USING = re.compile(r"^(?:using\s+(?:(\w+)\s*=|(?:\w+::)+(\w+)\s*;)|namespace\s+(\w+)\s*=)", re.MULTILINE)
CALLED = re.compile(r"([A-Za-z_]\w*)\s*\(")
VALUE = re.compile(r"([A-Za-z_]\w*)\s*(?:\[[^\]]*\]\s*)*(?:=|$)")
# Not `x.name`, `x->name`, `room::name`: those are looked up elsewhere.
SPOKEN = re.compile(r"(?<![\w.:>])([A-Za-z_]\w*)")


def without_literals(text):
    return LITERALS_AND_COMMENTS.sub(lambda m: '""' if m.group(0)[0] != "/" else " ", text)


def declared(head):
    """The names that the words before a '{' or ';' may declare: one too many does no harm."""
    head = re.sub(r"#[^\n]*|template\s*<[^>]*>", "", head).strip()
    if head.startswith("TEST"):
        return set()  # gtest's own class, named after suite and test
    using = USING.match(head)
    if using:
        return {using.group(1) or using.group(2)}
    found = (TYPE.match(head), CALLED.search(head), VALUE.search(head))
    return {m.group(1) for m in found if m}


def kept_names(text):
    names = {next(filter(None, m.groups())) for m in OUTER_USING.finditer(text)}
    for opening in re.finditer(r"namespace\s*\{", text):
        depth, head = 0, ""
        for c in text[opening.end() :]:
            if c == "}" and depth == 0:
                break
            if c in "{;" and depth == 0:
                names |= declared(head)
                head = ""
            elif depth == 0:
                head += c
            depth += (c == "{") - (c == "}")
    return names


def batches(paths, characters):
    found = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            text = without_literals(file.read())
        kept, spoken = kept_names(text), set(SPOKEN.findall(text))
        for batch in found:
            if batch["size"] + len(text) <= characters and not kept & batch["spoken"] and not spoken & batch["kept"]:
                break
        else:
            batch = {"files": [], "kept": set(), "spoken": set(), "size": 0}
            found.append(batch)
        batch["files"].append(path)
        batch["kept"] |= kept
        batch["spoken"] |= spoken
        batch["size"] += len(text)
    return [batch["files"] for batch in found]


if __name__ == "__main__":
    for number, files in enumerate(batches(sys.argv[2:], int(sys.argv[1]))):
        for path in files:
            print(number, path)
