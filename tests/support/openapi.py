#!/usr/bin/env python3
"""The contract, api/openapi.yaml: its operations, and whether a request or an answer is as it says.

    python3 tests/support/openapi.py lint       what is wrong with the contract itself; exit 1 when there is anything
    python3 tests/support/openapi.py routes     "METHOD /api/v1/path" of every operation, sorted
"""

import dataclasses
import functools
import json
import pathlib
import re
import sys
import urllib.parse

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTRACT = ROOT / "api/openapi.yaml"
METHODS = ("get", "head", "post", "put", "patch", "delete")
JSON_TYPE = re.compile(r"application/(.+\+)?json")
PROBLEM = "application/problem+json"


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML 1.2's core schema, as the readers of other languages have it: no dates, no yes and no, no key twice."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (("bool", r"true|false", "tf"), ("null", r"null|", ["n", ""]), ("int", r"-?[0-9]+", "-0123456789"),
                            ("float", r"-?[0-9]+\.[0-9]+", "-0123456789")):
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(f"^(?:{pattern})$"), list(first))


def _mapping(loader, node):
    keys = [key.value for key, _ in node.value]
    for key in set(keys):
        if keys.count(key) > 1:
            raise yaml.constructor.ConstructorError(None, None, f"key {key} stands twice", node.start_mark)
    return dict(loader.construct_pairs(node, deep=True))


Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_json(text):
    """JSON as a strict reader takes it: one key once, no NaN."""
    def members(pairs):
        if len({key for key, _ in pairs}) != len(pairs):
            raise ValueError("a key stands twice")
        return dict(pairs)

    def no_number(word):
        raise ValueError(f"{word} is no number of JSON")
    return json.loads(text, object_pairs_hook=members, parse_constant=no_number)


@dataclasses.dataclass(frozen=True)
class Parameter:
    name: str
    place: str  # "path" "query" "header"
    required: bool
    schema: dict
    spec: dict


@dataclasses.dataclass(eq=False)
class Operation:
    id: str
    method: str  # "GET"
    path: str    # "/api/v1/requests/{request}"
    spec: dict
    parameters: list
    pattern: re.Pattern

    @property
    def right(self):
        return self.spec.get("x-right", "")

    @property
    def is_public(self):
        return self.security == [] or {} in self.security

    @property
    def security(self):
        return self.spec["security"]

    def of(self, place):
        return [p for p in self.parameters if p.place == place]

    def takes(self, header):
        return any(p.name.lower() == header.lower() for p in self.of("header"))

    def body_types(self):
        return self.spec.get("requestBody", {}).get("content", {})

    def fill(self, values):
        """The path with {name} replaced by the encoded value."""
        return re.sub(r"\{(\w+)\}", lambda m: urllib.parse.quote(str(values[m[1]]), safe=""), self.path)


class Contract:
    def __init__(self, document):
        self.document = document
        self._validators = {}

    @functools.cached_property
    def operations(self):
        return [self._operation(path, method) for path, item in self.document["paths"].items() for method in METHODS if method in item]

    @functools.cached_property
    def by_id(self):
        return {operation.id: operation for operation in self.operations}

    @classmethod
    @functools.lru_cache(maxsize=None)
    def load(cls, path=CONTRACT):
        return cls(yaml.load(path.read_text(encoding="utf-8"), Loader))

    def _operation(self, path, method):
        item = self.document["paths"][path]
        spec = dict(item[method])
        spec.setdefault("security", self.document.get("security"))
        spec["responses"] = {str(status): self.resolved(answer) for status, answer in spec.get("responses", {}).items()}
        parameters = []
        for each in spec.get("parameters", []):
            each = self.resolved(each)
            parameters.append(Parameter(each["name"], each["in"], each.get("required", False), each.get("schema", {}), each))
        base = item.get("servers", self.document["servers"])[0]["url"].rstrip("/")
        whole = base + path
        pattern = re.compile("".join("[^/]+" if part[:1] == "{" else re.escape(part) for part in re.split(r"(\{\w+\})", whole)) + r"\Z")
        return Operation(spec.get("operationId", ""), method.upper(), whole, spec, parameters, pattern)

    def at(self, pointer):
        """What `#/a/b` points to. KeyError when there is nothing."""
        value = self.document
        for step in pointer.removeprefix("#/").split("/"):
            value = value[step.replace("~1", "/").replace("~0", "~")]
        return value

    def resolved(self, node):
        while isinstance(node, dict) and "$ref" in node:
            node = self.at(node["$ref"])
        return node

    def routes(self):
        return sorted(f"{operation.method} {operation.path}" for operation in self.operations)

    def match(self, method, target):
        """The operation of a method and a request target; None when there is none. A literal segment goes before a parameter."""
        path = target.partition("?")[0]
        found = [o for o in self.operations if o.method == method.upper() and o.pattern.match(path)]
        return min(found, key=lambda o: [part[:1] == "{" for part in o.path.split("/")], default=None)

    # --------------------------------------------------------------------------------------------------------------- values

    def validator(self, schema):
        key = id(schema)
        if key not in self._validators:
            whole = dict(schema, components=self.document["components"])
            self._validators[key] = (jsonschema.Draft202012Validator(whole), schema)  # the schema, so that its id stays its own
        return self._validators[key][0]

    def value_faults(self, schema, value, most=5):
        sys.setrecursionlimit(max(sys.getrecursionlimit(), 20000))  # a trace is a tree
        faults = []
        for error in self.validator(schema).iter_errors(value):
            deepest = error
            while deepest.context:
                deepest = max(deepest.context, key=lambda e: len(e.absolute_path))
            faults.append(f"/{'/'.join(map(str, deepest.absolute_path))}: {deepest.message[:300]}")
            if len(faults) == most:
                break
        return faults

    def text_faults(self, schema, text):
        """Of a value that stands in a path, a query or a header field."""
        kind = self.resolved(schema).get("type")
        if kind == "integer":
            return self.value_faults(schema, int(text)) if re.fullmatch(r"-?[0-9]{1,18}", text) else [f"{text[:40]!r} is no integer"]
        return self.value_faults(schema, [text] if kind == "array" else text)

    # -------------------------------------------------------------------------------------------------------------- answers

    def answer(self, operation, status):
        """What the contract says of this status; None when it does not list it."""
        answers = operation.spec["responses"]
        if str(status) in answers:
            return answers[str(status)]
        rest = answers.get("default")
        return rest if rest and status in rest.get("x-statuses", []) else None

    def answer_faults(self, operation, status, headers, body):
        """What is not as the contract says. `headers`: name -> value in any case; `body`: bytes."""
        answer = self.answer(operation, status)
        if answer is None:
            return [f"status {status} is not listed"]
        headers = {name.lower(): value for name, value in dict(headers).items()}
        faults = []
        for name, header in answer.get("headers", {}).items():
            header, value = self.resolved(header), headers.get(name.lower())
            if value is None and header.get("required"):
                faults.append(f"header {name} is missing")
            elif value is not None:
                faults += [f"header {name}: {fault}" for fault in self.text_faults(header["schema"], value)]
        return faults + self._body_faults(operation, status, answer, headers, body)

    def _body_faults(self, operation, status, answer, headers, body):
        content = answer.get("content", {})
        if operation.method == "HEAD" or not content:
            return ["a body where none belongs"] if body else []
        media = headers.get("content-type", "").partition(";")[0].strip().lower()
        if media not in content and "*/*" not in content:
            return [f"content type {media!r}, not one of {', '.join(content)}"]
        if not JSON_TYPE.fullmatch(media) or "schema" not in content.get(media, {}):
            return []
        try:
            value = read_json(body.decode("utf-8"))
        except (ValueError, RecursionError) as why:
            return [f"the body is no JSON: {why}"]
        faults = self.value_faults(content[media]["schema"], value)
        if media == PROBLEM and not faults:
            if value["status"] != status:
                faults.append(f"the problem says {value['status']}, the answer {status}")
            if value["type"] != "/problems/" + value["code"]:
                faults.append(f"type {value['type']} is not that of code {value['code']}")
        return faults

    # ------------------------------------------------------------------------------------------------------------- requests

    def request_faults(self, operation, target, headers=(), body=b""):
        """What is wrong with a request of this operation, credentials apart."""
        path, _, query = target.partition("?")
        headers = {name.lower(): value for name, value in dict(headers).items()}
        pairs = urllib.parse.parse_qsl(query, keep_blank_values=True)
        given = dict(zip(re.findall(r"\{(\w+)\}", operation.path), self._path_values(operation, path)))
        faults = []
        for parameter in operation.parameters:
            values = {"path": [given.get(parameter.name)], "header": [headers.get(parameter.name.lower())],
                      "query": [v for k, v in pairs if k == parameter.name] or [None]}[parameter.place]
            for value in values:
                if value is None and parameter.required:
                    faults.append(f"{parameter.place} {parameter.name} is missing")
                elif value is not None:
                    faults += [f"{parameter.place} {parameter.name}: {fault}" for fault in self.text_faults(parameter.schema, value)]
        names = {p.name for p in operation.of("query")}
        faults += [f"query {name} is not known" for name, _ in pairs if name not in names]
        return faults + self._request_body_faults(operation, headers, body)

    @staticmethod
    def _path_values(operation, path):
        template, segments = operation.path.split("/"), path.split("/")
        return [urllib.parse.unquote(segment) for part, segment in zip(template, segments) if part[:1] == "{"]

    def _request_body_faults(self, operation, headers, body):
        content = operation.body_types()
        if not content:
            return ["a body where none belongs"] if body else []
        if not body and operation.spec["requestBody"].get("required"):
            return ["the body is missing"]
        if len(body) > operation.spec["x-body-limit"]:
            return [f"a body of {len(body)} bytes, {operation.spec['x-body-limit']} are allowed"]
        media = headers.get("content-type", "").partition(";")[0].strip().lower()
        if media not in content:
            return [f"content type {media!r}, not one of {', '.join(content)}"]
        if "schema" not in content[media]:
            return []
        try:
            return self.value_faults(content[media]["schema"], read_json(body.decode("utf-8")))
        except (ValueError, RecursionError) as why:
            return [f"the body is no JSON: {why}"]


def main():
    import openapi_lint  # only here: it asks more than a test that uses the contract needs
    contract = Contract.load()
    if sys.argv[1:] == ["routes"]:
        print("\n".join(contract.routes()))
        return 0
    if sys.argv[1:] != ["lint"]:
        print(__doc__, file=sys.stderr)
        return 2
    faults = openapi_lint.faults_of(contract)
    for fault in faults:
        print(f"{CONTRACT.relative_to(ROOT)}: {fault}")
    print(f"{len(contract.operations)} operations, {len(contract.document['components']['schemas'])} schemas, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
