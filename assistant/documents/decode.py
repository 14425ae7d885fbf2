"""Bytes to text: which encoding a text is written in, judged by the text itself."""

from __future__ import annotations

import codecs
import re

from assistant.errors import UnreadableText

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)"""
    rb"""|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 8192  # bytes; browsers look at 1,024, saved pages put scripts first
_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
# Labels mean what browsers take them for (WHATWG Encoding Standard): Latin-1 is windows-1252.
_MEANT = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "iso8859-9": "cp1254",
}  # fmt: skip
_TEXT_CODEC = re.compile(
    r"utf-(8|16|32)(-[lb]e)?|iso8859-\d+|cp(125\d|437|85\d|86\d|720|1006)"
    r"|mac-\w+|koi8-\w|gb\w+|big5\w*|shift_jis\w*|euc_\w+|hz|tis-620"
)
_GUESSES = ("cp1252", "cp1256", "iso8859-6", "iso8859-15", "mac-roman", "cp850")

_ARABIC = re.compile("[\u0621-\u063a\u0641-\u0652]")
# Three of four letters of an Arabic text are among the first; the code pages differ by a shift.
_ARABIC_FREQUENT = frozenset("اليمونرتبةعدسفكهق")
_ARABIC_RARE = frozenset("ظغذثئؤءآى\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
_FRENCH_LETTERS = frozenset("éèàêçùôîûâëïœÉÈÀÊÇÔÎÂŒ")
_PUNCTUATION = frozenset("’‘“”«»–—…€°\xa0•·©®²³½؟،؛ـ")
_OTHER_LETTERS = frozenset("áíóúñöüäßæÿãõåøÖÜÄÁÍÓÚÑ")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")


def decode(data: bytes, media_type: str, source: str) -> str:
    """Return `data` as text, whatever common encoding it is in, without byte order mark.

    A byte order mark decides; then UTF-16 by its zero bytes; then UTF-8 when the bytes are that;
    then what reads best among the declared encoding (`media_type` of the server, `<meta>`, XML
    declaration) and those used for French and Arabic. Raises UnreadableText for binary data.
    """
    text = _by_mark(data) or _by_zeros(data) or _as_utf8(data)
    if text is None:
        text = _best_guess(data, _declared(data, media_type))
    if text is None or _is_binary(text):
        raise UnreadableText(
            source, "this is not text in any encoding we know; save it again as UTF-8."
        )
    return repair_mojibake(text.replace("\x00", ""))


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                return data[len(mark) :].decode(encoding, errors="replace")
    return None


def _by_zeros(data: bytes) -> str | None:
    """Read UTF-16 without mark: every other byte is 0 (Latin) or 6 (Arabic), the rest are not."""
    sample = data[:4096]
    if len(sample) < 4 or not (b"\x00" in sample or b"\x06" in sample):
        return None
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        upper, lower = sample[high::2], sample[1 - high :: 2]
        if sum(b in (0, 6, 0x20) for b in upper) < 0.9 * len(upper):
            continue
        if sum(b == 0 for b in lower) > 0.05 * len(lower):
            continue
        try:
            return data[: len(data) // 2 * 2].decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _as_utf8(data: bytes) -> str | None:
    """Read UTF-8; a few foreign bytes in it (a pasted footer) are read as windows-1252."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    mixed = data.decode("utf-8", errors="assistant.cp1252")
    foreign = len(data.decode("utf-8", errors="ignore"))
    good = sum(c > "\x7f" for c in data.decode("utf-8", errors="ignore"))
    bad = len(mixed) - foreign
    return mixed if good >= 20 * bad or (bad <= 3 and good > 1 and _cut_off(data)) else None


def _cut_off(data: bytes) -> bool:
    """Tell whether only the last character is broken: the file was cut at a byte count."""
    try:
        data[:-3].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(data) - 6
    return True


def _cp1252_for_bad_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _lenient(error.object[error.start : error.end], "cp1252"), error.end


codecs.register_error("assistant.cp1252", _cp1252_for_bad_bytes)


def _declared(data: bytes, media_type: str) -> tuple[str, ...]:
    """Return the encodings that the server and the page name, as codec names, best first."""
    labels = [m[1] for m in _HTTP_CHARSET.finditer(media_type)]
    for match in _DECLARED.finditer(data[:_DECLARED_WITHIN]):
        labels.append((match[1] or match[2]).decode("ascii", "replace"))
    names = []
    for label in labels:
        try:
            name = codecs.lookup(label).name
        except LookupError:
            continue
        name = _MEANT.get(name, name)
        # A page may name any codec Python has, zip and rot13 too: only character sets pass.
        if _TEXT_CODEC.fullmatch(name) and name not in names:
            names.append(name)
    return tuple(names)


def _best_guess(data: bytes, declared: tuple[str, ...]) -> str | None:
    best, best_score = None, -1.0
    for encoding in dict.fromkeys((*declared, *_GUESSES)):
        try:
            text = _lenient(data, encoding)
        except UnicodeDecodeError:
            continue
        score = _plausibility(text)
        if encoding in declared:
            score += 0.5
        if score > best_score:
            best, best_score = text, score
    return best


def _lenient(data: bytes, encoding: str) -> str:
    """Decode, reading the bytes that windows code pages leave undefined as the C1 controls."""
    if encoding != "cp1252":
        return data.decode(encoding)
    return data.decode("cp1252", errors="assistant.latin1")


def _latin1_for_bad_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("assistant.latin1", _latin1_for_bad_bytes)


def _plausibility(text: str) -> float:
    """Score a reading by its characters beyond ASCII: about 2 for good French or Arabic.

    Each is judged with its neighbours: an accented capital inside a small-letter word, Latin
    letters with accents in a row, or an Arabic letter glued to a Latin one, are misreadings.
    """
    points, seen = 0.0, 0
    sample = text[:200_000]
    for match in re.finditer(r"[^\x00-\x7f]", sample):
        at = match.start()
        char = match[0]
        before = sample[at - 1] if at else " "
        after = sample[at + 1] if at + 1 < len(sample) else " "
        points += _points(char, before, after)
        seen += 1
    return points / seen if seen else 2.0


def _points(char: str, before: str, after: str) -> float:
    if _ARABIC.match(char):
        return _arabic_points(char, before, after)
    if char in _PUNCTUATION:
        # Between two small letters only the apostrophe stands.
        glued = before.islower() and after.islower() and char not in "’\xa0"
        return -2.0 if glued or (_ARABIC.match(before) and _ARABIC.match(after)) else 1.5
    if char.isalpha() and ord(char) < 0x250:
        if char.isupper() and (before.islower() or (after.islower() and before.isalpha())):
            return -2.0
        if char.islower() and before.isupper() and after.isupper():
            return -2.0
        if before > "\x7f" and after > "\x7f" and before.isalpha() and after.isalpha():
            return -2.0
        if char in _FRENCH_LETTERS:
            return 2.0
        return 0.5 if char in _OTHER_LETTERS else -0.5
    return -2.0 if not char.isprintable() else -1.0


def _arabic_points(char: str, before: str, after: str) -> float:
    if _is_latin(before) or _is_latin(after) or (char in "ةى" and _ARABIC.match(after)):
        return -2.0
    if char in _ARABIC_FREQUENT:
        return 2.5
    return 0.5 if char in _ARABIC_RARE else 1.0


def _is_latin(char: str) -> bool:
    return char.isalpha() and ord(char) < 0x250


def _is_binary(text: str) -> bool:
    """Tell data from text: control characters, more than a stray one in two hundred."""
    return len(_CONTROLS.findall(text)) * 200 > len(text)


# --- mojibake: UTF-8 once read as windows-1252 and saved again --------------------------------

# What one UTF-8 character of two or three bytes looks like when its bytes are shown one by one.
_CONTINUATION = "[" + re.escape("".join(
    bytes([b]).decode("cp1252", errors="assistant.latin1") for b in range(0x80, 0xC0)
)) + "]"  # fmt: skip
_BROKEN = re.compile(f"(?:[Â-ß]{_CONTINUATION}|[à-ï]{_CONTINUATION}{{2}})+")
_MEANT_BY_AUTHORS = re.compile(
    "[\xa0-\xffœŒŸ€\u2010-\u2026\u2030\u2039\u203a\u202f\u2009\u200e\u200f\u20ac\u2122]+"
    "|[\u0600-\u06ff]{2,}[\u0600-\u06ff\xa0-\xff\u2010-\u2026]*"
)


def repair_mojibake(text: str) -> str:
    """Return `text` with UTF-8 that was read as windows-1252 put right ("Ã©" to "é").

    Only what is certain is changed: the broken runs are valid UTF-8, give characters that French,
    English or Arabic texts use, and no whole word of those languages looks like them.
    """
    if not _BROKEN.search(text):
        return text
    repaired = _BROKEN.sub(_repair_run, text)
    # The second half of "à" is a no-break space that editors turn into a plain one.
    return re.sub(r"Ã (?=[a-z\s])", "à ", repaired) if repaired != text else text


def _repair_run(match: re.Match[str]) -> str:
    broken = match[0]
    try:
        meant = broken.encode("cp1252", errors="assistant.c1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return broken
    return meant if _MEANT_BY_AUTHORS.fullmatch(meant) else broken


def _c1_as_bytes(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end].encode("latin-1"), error.end


codecs.register_error("assistant.c1", _c1_as_bytes)
