"""What is wrong with the contract itself: `python3 tests/support/openapi.py lint`.

References that lead nowhere and pieces nobody uses, names that stand twice, parameters that are not declared, answers that are no problem,
examples that are not as their schema says, values without a bound, rights the program does not know, and unsafe operations without CSRF token.
"""

import pathlib
import re

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
RIGHTS = ROOT / "src/workflow/rights.h"
UNSAFE = ("post", "put", "patch", "delete")
PROBLEM = "application/problem+json"
KEYWORDS = set("$ref type enum const oneOf properties required additionalProperties propertyNames minProperties maxProperties items minItems "
               "maxItems uniqueItems minLength maxLength pattern minimum maximum default description examples".split())
MEMBERS = {"parameters": set("name in required description schema example explode".split()), "headers": set("description required schema".split()),
           "responses": set("description headers content x-statuses".split())}


def faults_of(contract):
    faults = []
    nodes = list(walk(contract.document))
    faults += reference_faults(contract, nodes) + invalid_schemas(contract)
    if faults:  # nothing else can be looked at
        return faults
    for group, members in MEMBERS.items():
        faults += [f"#/components/{group}/{name}: has no member {member}" for name, each in contract.document["components"][group].items()
                   for member in sorted(set(each) - members)]
    for name, schema in contract.document["components"]["schemas"].items():
        faults += schema_faults(contract, f"#/components/schemas/{name}", schema)
    for pointer, node in nodes:
        if isinstance(node, dict) and isinstance(node.get("schema"), dict):
            if "/components/schemas/" not in pointer:
                faults += schema_faults(contract, pointer + "/schema", node["schema"])
            faults += example_faults(contract, pointer, node)
    return faults + operation_faults(contract) + right_faults(contract)


def reference_faults(contract, nodes):
    faults, used = [], set()
    for pointer, node in nodes:
        if isinstance(node, dict) and isinstance(node.get("$ref"), str):
            try:
                contract.at(node["$ref"])
                used.add(node["$ref"])
            except (KeyError, TypeError, IndexError):
                faults.append(f"{pointer}: {node['$ref']} leads nowhere")
            if set(node) - {"$ref", "description"}:
                faults.append(f"{pointer}: beside $ref stands {', '.join(sorted(set(node) - {'$ref'}))}")
    events = {"#/components/schemas/VerdictEvent", "#/components/schemas/WorkEvent"}  # pieces of a stream, no body
    for group, members in contract.document["components"].items():
        if group != "securitySchemes":
            names = [f"#/components/{group}/{name}" for name in members]
            faults += [f"{name}: is used nowhere" for name in names if name not in used | events]
    return faults


def invalid_schemas(contract):
    faults = []
    for name, schema in contract.document["components"]["schemas"].items():
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as why:
            faults.append(f"#/components/schemas/{name}: {why.message}")
    return faults


def schema_faults(contract, pointer, schema):
    faults = []
    for where, each in schemas_in(pointer, schema):
        if not is_bounded(each):
            faults.append(f"{where}: has no bound")
        if set(each) - KEYWORDS:
            faults.append(f"{where}: {', '.join(sorted(set(each) - KEYWORDS))} is no keyword we use")
        if set(each.get("required", [])) - set(each.get("properties", each.get("required", []))):
            faults.append(f"{where}: requires what it does not have")
        if "$ref" not in each:
            faults += [f"{where}/examples: {fault}" for value in each.get("examples", []) for fault in contract.value_faults(each, value)]
    return faults


def is_bounded(schema):
    if {"$ref", "oneOf", "const", "enum"} & set(schema):
        return True
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    bounds = {"string": {"maxLength", "pattern"}, "array": {"maxItems"}, "integer": {"maximum"}}
    if "object" in kinds:
        return schema.get("additionalProperties") is False or "maxProperties" in schema
    return bool(kinds) and all(kind in ("boolean", "null") or bounds.get(kind, set()) & set(schema) for kind in kinds) \
        or "maxLength" in schema


def example_faults(contract, pointer, node):
    examples = [node["example"]] if "example" in node else []
    examples += [contract.resolved(each)["value"] for each in node.get("examples", {}).values()] if "examples" in node else []
    return [f"{pointer}/example: {fault}" for example in examples for fault in contract.value_faults(node["schema"], example)]


def operation_faults(contract):
    faults = []
    for operation in contract.operations:
        where, spec = f"{operation.method} {operation.path}", operation.spec
        if not re.fullmatch(r"[a-z]+(_[a-z]+)*", operation.id):
            faults.append(f"{where}: operationId {operation.id!r} is not verb_noun")
        if [o.id for o in contract.operations].count(operation.id) > 1:
            faults.append(f"{where}: operationId {operation.id} stands twice")
        if not re.search(r"[\u4e00-\u9fff]", spec.get("summary", "")) or not re.search(r"[a-z]", spec.get("description", "")):
            faults.append(f"{where}: needs a Chinese summary and an English description")
        if spec.get("tags", [None])[0] not in {tag["name"] for tag in contract.document["tags"]}:
            faults.append(f"{where}: its tag is not declared")
        faults += [f"{where}: {fault}" for fault in parameter_faults(operation) + answer_list_faults(operation)
                   + rule_faults(contract, operation)]
    return faults


def parameter_faults(operation):
    declared = [p.name for p in operation.of("path")]
    faults = [f"path parameter {name} is not declared" for name in re.findall(r"\{(\w+)\}", operation.path) if name not in declared]
    faults += [f"path parameter {name} is not in the path" for name in declared if "{" + name + "}" not in operation.path]
    faults += [f"path parameter {p.name} must be required" for p in operation.of("path") if not p.required]
    names = [(p.place, p.name.lower()) for p in operation.parameters]
    return faults + [f"{place} {name} is declared twice" for place, name in set(names) if names.count((place, name)) > 1]


def answer_list_faults(operation):
    faults = []
    answers = operation.spec["responses"]
    if not any(status[0] == "2" for status in answers):
        faults.append("no answer of success")
    if "x-statuses" not in answers.get("default", {}):
        faults.append("no default answer with x-statuses")
    for status, answer in answers.items():
        if status[0] in "45" or status == "default":
            schema = answer.get("content", {}).get(PROBLEM, {}).get("schema", {})
            if schema.get("$ref") != "#/components/schemas/Problem":
                faults.append(f"{status} is no problem")
    return faults


def rule_faults(contract, operation):
    spec, faults = operation.spec, []
    answers, method = spec["responses"], operation.method.lower()
    wanted = {"412", "428"} if operation.takes("If-Match") else set()
    wanted |= {"409", "422"} if operation.takes("Idempotency-Key") else set()
    wanted |= set() if operation.is_public else {"401"}
    wanted |= {"404"} if "{" in operation.path else set()
    wanted |= {"403"} if not operation.is_public and (method in UNSAFE or operation.right != "none") else set()
    faults += [f"{status} is not listed" for status in sorted(wanted - set(answers))]
    if operation.takes("Idempotency-Key") and not any("Idempotency-Replayed" in a.get("headers", {}) for a in answers.values()):
        faults.append("Idempotency-Replayed is not listed")
    if bool(operation.body_types()) != ("x-body-limit" in spec):
        faults.append("x-body-limit goes with a body")
    if "x-right" not in spec:
        faults.append("x-right is missing")
    if method in UNSAFE and any("session" in way and "csrf" not in way for way in operation.security):
        faults.append("changes something by cookie alone, without csrf")
    schemes = contract.document["components"]["securitySchemes"]
    return faults + [f"security {name} is not declared" for way in operation.security for name in way if name not in schemes]


def right_faults(contract):
    rights = known_rights()
    return [f"{o.method} {o.path}: {o.right} is no Action of {RIGHTS.relative_to(ROOT)}"
            for o in contract.operations if o.right not in rights | {"none"}]


def known_rights():
    """The names of `enum class Action`."""
    found = re.search(r"enum class Action \{(.*?)\};", RIGHTS.read_text(encoding="utf-8"), re.DOTALL)
    return set(re.findall(r"[a-z_]+", re.sub(r"//.*", "", found[1])))


def walk(node, pointer="#"):
    """Every node of a document with its pointer, examples left out: what stands there is data."""
    yield pointer, node
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        if key not in ("example", "examples"):
            yield from walk(child, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")


def schemas_in(pointer, schema):
    yield pointer, schema
    for name, each in schema.get("properties", {}).items():
        yield from schemas_in(f"{pointer}/properties/{name}", each)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from schemas_in(f"{pointer}/{key}", schema[key])
    for index, each in enumerate(schema.get("oneOf", [])):
        yield from schemas_in(f"{pointer}/oneOf/{index}", each)
