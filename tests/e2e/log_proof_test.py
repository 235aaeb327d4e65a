#!/usr/bin/env python3
"""What checks the program's proofs in other tests (tests/support/rfc6962.py, ed25519.py) is itself checked: against trees computed by the
definition, and against the vectors of RFC 8032."""

import hashlib
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

import ed25519  # noqa: E402
import rfc6962  # noqa: E402

LEAVES = [rfc6962.leaf_hash(bytes([number])) for number in range(33)]


def cut_of(count):
    """The largest power of two below it."""
    return 1 << (count - 1).bit_length() - 1


def root_of(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    cut = cut_of(len(leaves))
    return rfc6962.node_hash(root_of(leaves[:cut]), root_of(leaves[cut:]))


def path_of(index, leaves):
    """RFC 6962, 2.1.1."""
    if len(leaves) == 1:
        return []
    cut = cut_of(len(leaves))
    if index < cut:
        return [*path_of(index, leaves[:cut]), root_of(leaves[cut:])]
    return [*path_of(index - cut, leaves[cut:]), root_of(leaves[:cut])]


def growth_of(old, leaves, is_whole=True):
    """RFC 6962, 2.1.2."""
    if old == len(leaves):
        return [] if is_whole else [root_of(leaves)]
    cut = cut_of(len(leaves))
    if old <= cut:
        return [*growth_of(old, leaves[:cut], is_whole), root_of(leaves[cut:])]
    return [*growth_of(old - cut, leaves[cut:], False), root_of(leaves[:cut])]


def each_spoiled(hashes):
    for place in range(len(hashes)):
        yield hashes[:place] + [bytes(32)] + hashes[place + 1:]
        yield hashes[:place] + hashes[place + 1:]
    yield [*hashes, bytes(32)]


class TreeTest(unittest.TestCase):
    def test_every_leaf_of_every_tree(self):
        for size in range(1, len(LEAVES) + 1):
            root = root_of(LEAVES[:size])
            for index in range(size):
                path = path_of(index, LEAVES[:size])
                self.assertEqual(rfc6962.root_by_inclusion(index, size, LEAVES[index], path), root, f"{index} of {size}")
                for spoiled in each_spoiled(path):
                    try:
                        self.assertNotEqual(rfc6962.root_by_inclusion(index, size, LEAVES[index], spoiled), root, f"{index} of {size}")
                    except rfc6962.Refused:
                        pass

    def test_every_tree_that_grew(self):
        for size in range(1, len(LEAVES) + 1):
            root = root_of(LEAVES[:size])
            for old in range(1, size + 1):
                before, proof = root_of(LEAVES[:old]), growth_of(old, LEAVES[:size])
                rfc6962.check_consistency(old, before, size, root, proof)
                with self.assertRaises(rfc6962.Refused, msg=f"{old} to {size}"):
                    rfc6962.check_consistency(old, bytes(32), size, root, proof)
                for spoiled in each_spoiled(proof):
                    with self.assertRaises(rfc6962.Refused, msg=f"{old} to {size}"):
                        rfc6962.check_consistency(old, before, size, root, spoiled)


class SignatureTest(unittest.TestCase):
    SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")  # RFC 8032, 7.1, test 2
    PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    SIGNATURE = bytes.fromhex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                              "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")

    def test_vector(self):
        self.assertEqual(ed25519.public_key(self.SEED), self.PUBLIC)
        self.assertTrue(ed25519.is_signed(self.PUBLIC, b"\x72", self.SIGNATURE))

    def test_anything_else(self):
        self.assertFalse(ed25519.is_signed(self.PUBLIC, b"\x73", self.SIGNATURE))
        for place in (0, 31, 32, 63):
            other = bytearray(self.SIGNATURE)
            other[place] ^= 1
            self.assertFalse(ed25519.is_signed(self.PUBLIC, b"\x72", bytes(other)), place)


if __name__ == "__main__":
    unittest.main()
