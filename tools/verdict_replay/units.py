"""How many coherent units (kg, m, s, year, 元, tce, 1 ...) one of a unit is. Dimensions were checked when the rules were loaded."""

import unicodedata
from fractions import Fraction

TEN = Fraction(10)
ATOMS = {
    "%": Fraction(1, 100), "百分点": Fraction(1, 100), "‰": Fraction(1, 1000), "ppm": TEN**-6, "ppb": TEN**-9,
    "kg": 1, "千克": 1, "公斤": 1, "g": TEN**-3, "克": TEN**-3, "mg": TEN**-6, "毫克": TEN**-6, "ug": TEN**-9, "微克": TEN**-9,
    "ng": TEN**-12, "t": 1000, "吨": 1000, "kt": 10**6,
    "m": 1, "米": 1, "km": 1000, "公里": 1000, "千米": 1000, "dm": TEN**-1, "cm": TEN**-2, "mm": TEN**-3, "um": TEN**-6,
    "平方米": 1, "平方公里": 10**6, "平方千米": 10**6, "公顷": 10**4, "ha": 10**4, "hm2": 10**4, "亩": Fraction(2000, 3),
    "立方米": 1, "L": TEN**-3, "升": TEN**-3, "mL": TEN**-6, "毫升": TEN**-6,
    "s": 1, "min": 60, "h": 3600, "小时": 3600, "d": 86400, "day": 86400, "days": 86400, "天": 86400, "日": 86400, "周": 604800,
    "a": 1, "年": 1, "季度": Fraction(1, 4), "月": Fraction(1, 12), "个月": Fraction(1, 12),
    "元": 1, "CNY": 1, "RMB": 1, "¥": 1,
    "tce": 1, "吨标准煤": 1, "吨标煤": 1, "kgce": TEN**-3, "千克标准煤": TEN**-3, "gce": TEN**-6,
    "J": 1, "kJ": 10**3, "MJ": 10**6, "GJ": 10**9, "kWh": 36 * 10**5, "千瓦时": 36 * 10**5, "MWh": 36 * 10**8,
    "W": 1, "kW": 10**3, "千瓦": 10**3, "MW": 10**6, "Pa": 1, "hPa": 100, "kPa": 10**3, "MPa": 10**6,
    "S": 1, "mS": TEN**-3, "uS": TEN**-6, "NTU": 1, "°C": 1, "℃": 1, "dBA": 1, "dB": 1, "分贝": 1,
    "人": 1, "名": 1, "person": 1, "persons": 1, "辆": 1, "所": 1, "家": 1, "户": 1, "课时": 1, "学时": 1, "cells": 1, "MPN": 1, "CFU": 1,
    "个": 1, "项": 1, "件": 1, "次": 1, "起": 1, "宗": 1, "份": 1, "条": 1, "批": 1, "处": 1, "座": 1, "台": 1, "套": 1,
    "场": 1, "期": 1, "篇": 1, "人次": 1, "倍": 1, "分": 1, "级": 1, "位": 1, "item": 1, "items": 1, "times": 1,
}
PREFIXES = {"百万": 10**6, "千万": 10**7, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12, "千": 10**3, "万": 10**4, "亿": 10**8}
PURE = {"", "1", "-", "—", "无量纲", "无", "pH", "pH值", "PH"}


def _folded(text):
    text = "".join(unicodedata.normalize("NFKC", text).split())
    for written, meant in (("μ", "u"), ("−", "-"), ("⁄", "/"), ("dB(A)", "dBA"), ("分贝(A)", "分贝"), ("*", "·"), ("×", "·"), ("⋅", "·")):
        text = text.replace(written, meant)
    return text


def _term(text):
    if text in ATOMS:
        return Fraction(ATOMS[text])
    for prefix in sorted(PREFIXES, key=len, reverse=True):
        if text.startswith(prefix):
            inner = _term(text[len(prefix):])
            if inner is not None:
                return PREFIXES[prefix] * inner
    if len(text) > 1 and text[-1] in "123456789":
        base, power = text[:-1], int(text[-1])
        if base.endswith("-"):
            base, power = base[:-1], -power
        base = base[:-1] if base.endswith("^") else base
        if base in ATOMS:
            return Fraction(ATOMS[base]) ** power
    return None


def factor_of(text):
    """None for what is no unit."""
    folded = _folded(text)
    if folded in PURE:
        return Fraction(1)
    factor = Fraction(1)
    for position, part in enumerate(folded.split("/")):
        bracketed = part.startswith("(") and part.endswith(")")
        inner = part[1:-1] if bracketed else part
        if position == 0 and inner == "1":
            continue
        if position > 0 and not bracketed and "·" in inner:
            return None
        for word in inner.split("·"):
            term = _term(word)
            if term is None:
                return None
            factor = factor / term if position else factor * term
    return factor
