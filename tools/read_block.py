#!/usr/bin/env python3
"""Reads the readings of a workspace from docs/formats/readings.md alone, and writes them as `readings export --flags` does: an
independent reader of the format. Needs nothing but Python; the parameters' units come from catalog/parameters.toml.
Usage: read_block.py WORKSPACE [--catalog FOLDER]"""

import csv
import datetime
import pathlib
import sqlite3
import sys
import tomllib
import zlib

ZONE = datetime.timezone(datetime.timedelta(hours=8))
EPOCH = datetime.date(1970, 1, 1)
YEAR, MONTH, DAY, HOUR, MINUTE = 0, 3, 4, 5, 8
FLAGS = ["有效", "缺测", "存疑", "校准", "无效"]
MISSING = 1


class Damaged(Exception):
    pass


def crc32c_table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


TABLE = crc32c_table()


def crc32c(data: bytes) -> int:
    rest = 0xFFFFFFFF
    for byte in data:
        rest = rest >> 8 ^ TABLE[(rest ^ byte) & 0xFF]
    return rest ^ 0xFFFFFFFF


class Source:
    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def take(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size:self.at]

    def varint(self) -> int:
        value, shift = 0, 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def signed(self) -> int:
        return unsigned_to_signed(self.varint())

    def packed(self, count: int, width: int) -> list[int]:
        bits = int.from_bytes(self.take((count * width + 7) // 8), "little")
        return [bits >> width * i & (1 << width) - 1 for i in range(count)]

    def is_at_end(self) -> bool:
        return self.at == len(self.data)


def unsigned_to_signed(value: int) -> int:
    return value >> 1 if value % 2 == 0 else -(value + 1 >> 1)


def read_runs(source: Source, count: int) -> list[int]:
    heads: list[int] = []
    while len(heads) < count:
        head = source.byte()
        heads += [head] * source.varint()
    return heads


def spread(heads: list[int], mark: int, numbers: list[int]) -> list:
    following = iter(numbers)
    return [next(following) if head & mark else None for head in heads]


def read_values(source: Source, count: int) -> list[int]:
    if count == 0:
        return []
    values = [source.signed()]
    step = source.varint()
    while len(values) < count:
        group = min(32, count - len(values))
        width = source.byte()
        for difference in source.packed(group, width):
            values.append(values[-1] + step * unsigned_to_signed(difference))
    return values


def read_rows(source: Source, count: int) -> list[int]:
    rows: list[int] = []
    while len(rows) < count:
        length = source.varint()
        first = (rows[-1] if rows else 0) + source.signed()
        stride = source.signed() if length > 1 else 0
        rows += [first + stride * i for i in range(length)]
    return rows


def read_texts(source: Source) -> dict[int, str]:
    distinct = [source.take(source.varint()).decode() for _ in range(source.varint())]
    texts, after = {}, 0
    while not source.is_at_end():
        begin = after + source.varint()
        after = begin + source.varint()
        number = source.varint()
        texts.update((at, distinct[number]) for at in range(begin, after))
    return texts


def read_days(block: bytes, count: int) -> list[dict]:
    """The days of a block of hours: used to check them against the hours."""
    source = Source(block[20:20 + int.from_bytes(block[14:16], "little")])
    names = ["sum", "sum_before_noon", "maximum", "hours", "hours_before_noon"]
    names += ["window_sum", "window_hours", "windows"] if block[6] else []
    days: list[dict] = [{} for _ in range(count)]
    for name in names:
        width = source.byte()
        least, step = source.signed(), source.varint()
        for day, steps in zip(days, source.packed(count, width)):
            day[name] = least + step * steps
    assert source.is_at_end()
    return days


def condensed(hours: list, window: int, least: int) -> dict:
    there = [hour for hour in hours if hour is not None]
    morning = [hour for hour in hours[:12] if hour is not None]
    day = {"sum": sum(there), "sum_before_noon": sum(morning), "hours": len(there), "hours_before_noon": len(morning)}
    if there:
        day["maximum"] = max(there)
    if window:
        valid = [[h for h in hours[i:i + window] if h is not None] for i in range(25 - window)]
        valid = [w for w in valid if len(w) >= least]
        best: list = []
        for one in valid:
            if not best or sum(one) * len(best) > sum(best) * len(one):
                best = one
        day |= {"window_sum": sum(best), "window_hours": len(best), "windows": len(valid)}
    return day


def read_block_1(block: bytes):
    if zlib.crc32(block[:-4]) != int.from_bytes(block[-4:], "little"):
        raise Damaged
    head = Source(block[5:-4])
    head.varint()
    source = Source(zlib.decompress(head.data[head.at:]))
    source.byte(), source.signed()
    heads = read_runs(source, source.varint())

    def differences(mark):
        numbers, last = [], 0
        for _ in range(sum(1 for head in heads if head & mark)):
            last += source.signed()
            numbers.append(last)
        return spread(heads, mark, numbers)

    values, rows = differences(0x80), differences(0x40)
    texts = {}
    for _ in range(source.varint()):
        at = source.varint()
        texts[at] = source.take(source.varint()).decode()
    return heads, values, rows, texts


def read_block(block: bytes):
    """Per position: head of its run, value or None, row or None; and the texts by position."""
    if block[:4] != b"CMRB":
        raise Damaged
    if block[4] == 1:
        return read_block_1(block)
    days, readings = int.from_bytes(block[14:16], "little"), int.from_bytes(block[16:20], "little")
    if len(block) != 28 + days + readings:
        raise Damaged
    if crc32c(block[:20 + days]) != int.from_bytes(block[20 + days:24 + days], "little"):
        raise Damaged
    body = block[24 + days:24 + days + readings]
    if crc32c(block[:20] + body) != int.from_bytes(block[-4:], "little"):
        raise Damaged
    source = Source(body)
    heads = read_runs(source, int.from_bytes(block[12:14], "little"))
    values = spread(heads, 0x80, read_values(source, sum(1 for head in heads if head & 0x80)))
    rows = spread(heads, 0x40, read_rows(source, sum(1 for head in heads if head & 0x40)))
    texts = read_texts(source)
    if block[5] == HOUR:
        check_days(block, heads, values)
    return heads, values, rows, texts


def check_days(block: bytes, heads: list[int], values: list) -> None:
    valid = [value if head & 0x3F == 0 else None for head, value in zip(heads, values)]
    for number, day in enumerate(read_days(block, len(heads) // 24)):
        wanted = condensed(valid[24 * number:24 * number + 24], block[6], block[7])
        if any(day[name] != value for name, value in wanted.items()):
            raise Damaged


def time_text(step: int, index: int) -> str:
    if step == MINUTE:
        return f"{EPOCH + datetime.timedelta(days=index // 1440)}T{index // 60 % 24:02}:{index % 60:02}"
    if step == HOUR:
        return f"{EPOCH + datetime.timedelta(days=index // 24)}T{index % 24:02}"
    if step == DAY:
        return str(EPOCH + datetime.timedelta(days=index))
    return f"{index // 12:04}-{index % 12 + 1:02}" if step == MONTH else f"{index:04}"


def value_text(value: int, decimals: int) -> str:
    digits = f"{abs(value):0{decimals + 1}}"
    whole, fraction = digits[:len(digits) - decimals], digits[len(digits) - decimals:].rstrip("0")
    if not fraction and value > 0 and len(whole) >= 4 and set(whole) == {"9"}:
        fraction = "0"
    return ("-" if value < 0 else "") + whole + ("." + fraction if fraction else "")


def merged(blocks: list) -> dict[int, tuple]:
    """Offset -> (flag, value, row, text, import): later imports over earlier ones."""
    known: dict[int, tuple] = {}
    for number, block in blocks:
        heads, values, rows, texts = read_block(block)
        for offset, head in enumerate(heads):
            flag, value = head & 0x3F, values[offset]
            if rows[offset] is None and value is None:
                continue
            before = known.get(offset)
            if before and (flag == MISSING or before[:2] == (flag, value)):
                continue
            text = "" if flag == 0 else texts.get(offset, "")
            known[offset] = (flag, value, rows[offset] or 0, text, number)
    return known


def main() -> int:
    workspace = pathlib.Path(sys.argv[1])
    root = pathlib.Path(__file__).resolve().parent.parent
    catalog = pathlib.Path(sys.argv[3]) if "--catalog" in sys.argv else root / "catalog"
    parameters = {p["key"]: p for p in tomllib.loads((catalog / "parameters.toml").read_text(encoding="utf-8"))["parameter"]}
    base = sqlite3.connect(f"file:{workspace / 'chuangmo.db'}?mode=ro", uri=True)
    imports = {number: (name, datetime.datetime.fromtimestamp(at, ZONE).isoformat())
               for number, name, at in base.execute("SELECT import_id, name, recorded_at FROM imports")}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["点位组", "点位编码", "监测项目", "时间", "监测值", "单位", "标记", "原文", "文件", "行", "登记时间"])
    for number, station_set, parameter, station, step in base.execute(
            "SELECT series_id, station_set, parameter, station, step FROM series ORDER BY station_set, parameter, station, step"):
        unit, decimals = parameters[parameter]["unit"], parameters[parameter]["decimals"]
        spans: dict[int, list] = {}
        for first, of, block in base.execute(
                "SELECT first, import_id, block FROM readings WHERE series_id = ? ORDER BY first, import_id", (number,)):
            spans.setdefault(first, []).append((of, block))
        for first, blocks in spans.items():
            for offset, (flag, value, row, text, of) in sorted(merged(blocks).items()):
                out.writerow([station_set, station, parameter, time_text(step, first + offset),
                              "" if value is None else value_text(value, decimals), unit, FLAGS[flag], text, imports[of][0], row,
                              imports[of][1]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
