"""Checks what the log proves, from docs/formats/journal.md and RFC 6962 alone: leaves, inclusion, consistency, signed checkpoints, and the
files in which the program hands them out. Shares no code with the program. What does not hold raises Refused, saying why."""

import base64
import hashlib
import json
import re

import ed25519

LEAF_LINES = ("number", "recorded_at", "who", "kind", "object", "body")


class Refused(Exception):
    """The proof does not hold, or is no proof."""


def need(holds, why):
    if not holds:
        raise Refused(why)


def coded(text, length=None):
    """Base64 in its one spelling."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused(f"no base64: {text!r}") from None
    need(base64.b64encode(data).decode() == text, f"not the one spelling: {text!r}")
    need(length is None or len(data) == length, f"{len(data)} bytes where {length} belong")
    return data


# ---- the tree (RFC 6962, 2.1)


def leaf_hash(leaf):
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_by_inclusion(index, size, leaf, proof):
    """The root that the path leads to from the leaf."""
    need(0 <= index < size, f"no leaf {index} among {size}")
    last, root = size - 1, leaf
    for sibling in proof:
        need(last > 0, "the path is too long")
        if index & 1 or index == last:
            root = node_hash(sibling, root)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        index, last = index >> 1, last >> 1
    need(last == 0, "the path is too short")
    return root


def check_consistency(old_size, old_root, new_size, new_root, proof):
    """That the tree of the new size begins with that of the old one."""
    need(0 <= old_size <= new_size, f"{old_size} entries are not before {new_size}")
    if old_size in (0, new_size):
        need(not proof, "nothing was to be proved")
        need(old_size == 0 or old_root == new_root, "the same size with another root")
        return
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    need(bool(path), "the proof is empty")
    node, last = old_size - 1, new_size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    before = after = path[0]
    for sibling in path[1:]:
        need(last > 0, "the proof is too long")
        if node & 1 or node == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        node, last = node >> 1, last >> 1
    need(last == 0, "the proof is too short")
    need(before == old_root, "the old log is not the beginning of this one")
    need(after == new_root, "the new root is another")


# ---- checkpoints (C2SP signed note)


class Key:
    """Who signs: a verifier key `name+hash+base64`, or that of the signer's own file."""

    def __init__(self, name, public):
        self.name, self.public = name, public
        self.hash = hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]

    @staticmethod
    def of_signer(text):
        """From log.key: PRIVATE+KEY+name+hash+base64."""
        found = re.fullmatch(r"PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+(\S+)\n?", text)
        need(found, "no signing key")
        seed = coded(found[3], 33)
        need(seed[0] == 1, "no Ed25519 key")
        key = Key(found[1], ed25519.public_key(seed[1:]))
        need(key.hash.hex() == found[2], "the key's hash is not its own")
        return key


def open_checkpoint(note, key):
    """Size and root, when the key has signed them."""
    text, gap, signatures = note.rpartition("\n\n")
    need(gap and signatures.endswith("\n"), "no signed note")
    lines = text.split("\n")
    need(len(lines) >= 3 and lines[0] == key.name, f"not a checkpoint of {key.name}")
    need(re.fullmatch(r"0|[1-9][0-9]*", lines[1]), "no size")
    own = []
    for line in signatures[:-1].split("\n"):
        found = re.fullmatch(r"— (\S+) (\S+)", line)
        need(found, f"no signature: {line!r}")
        data = coded(found[2])
        if found[1] == key.name and data[:4] == key.hash:
            own.append(data[4:])
    need(own, "not signed by the key")
    for signature in own:
        need(ed25519.is_signed(key.public, (text + "\n").encode(), signature), "the signature is wrong")
    return int(lines[1]), coded(lines[2], 32)


# ---- the file that proves one entry


def check_entry_proof(file, key):
    """The entry as the file shows it, when all of it holds: members of the leaf, and `disclosed` where the body is shown."""
    parts = file.split("\n\n", 2)
    need(len(parts) == 3, "no proof: an empty line is missing")
    entry, leaf = _read_leaf(parts[0])
    lines = parts[1].split("\n")
    need(lines[0] == "c2sp.org/tlog-proof@v1" and lines[1].startswith("index "), "no tlog-proof")
    index = int(lines[1][len("index "):])
    need(index == entry["number"] - 1, f"entry {entry['number']} is not leaf {index}")
    size, root = open_checkpoint(parts[2], key)
    proved = root_by_inclusion(index, size, leaf_hash(leaf), [coded(line, 32) for line in lines[2:]])
    need(proved == root, "the path does not lead to the root")
    return {**entry, "size": size, "root": root}


def _read_leaf(text):
    lines = text.split("\n")
    need(lines[0] == "chuangmo-journal-entry 1", "no entry")
    entry = {}
    for name, line in zip(LEAF_LINES, lines[1:], strict=False):
        need(line.startswith(name + " "), f"{name} is missing")
        entry[name] = line[len(name) + 1:]
    need(len(entry) == len(LEAF_LINES), "the entry is cut off")
    rest = lines[1 + len(LEAF_LINES):]
    leaf = ("\n".join(lines[:1 + len(LEAF_LINES)]) + "\n").encode()
    if rest:
        need(len(rest) == 2 and rest[0].startswith("salt ") and rest[1].startswith("disclosed "), "more than an entry")
        salt, body = coded(rest[0][len("salt "):], 32), rest[1][len("disclosed "):]
        need(hashlib.sha256(salt + body.encode()).hexdigest() == entry["body"], "the body is not the one recorded")
        entry["disclosed"] = body
    entry["number"], entry["recorded_at"] = int(entry["number"]), int(entry["recorded_at"])
    return entry, leaf


def same_json(text, value):
    return json.loads(text) == value
