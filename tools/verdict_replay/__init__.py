"""Replays proofs of verdicts. Written from docs/formats/verdict.md; shares no code with the program that writes them."""
