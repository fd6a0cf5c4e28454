"""统一社会信用代码, the one key of organisations (GB 32100-2015), with both its check digits."""

from dataclasses import dataclass

from marketplace.core.identifiers.spelling import WrongCheckDigit, one_spelling
from marketplace.core.unreadable import Unreadable

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
# The organisation code inside it (GB 11714) counts all 26 letters.
_CODE_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LENGTH = 18


class UsccLengthWrong(Unreadable):
    """A unified social credit code has 18 characters; “{text}” has {length}."""

    code = "uscc_length_wrong"
    zh = "统一社会信用代码应为 18 位；“{text}”为 {length} 位。"


class UsccCharacterNotUsed(Unreadable):
    """“{text}” contains {character}, which no unified social credit code has.

    It has figures and capital letters without I, O, S, V, Z.
    """

    code = "uscc_character_not_used"
    zh = "“{text}”中有“{character}”；统一社会信用代码只用数字和大写字母，不含 I、O、S、V、Z。"


class UsccRegionNotDigits(Unreadable):
    """The third to eighth characters of “{text}” are {region}; they name a place in six figures."""

    code = "uscc_region_not_digits"
    zh = "“{text}”的第 3 至 8 位是 {region}；此处应为六位行政区划数字。"


class OrganisationCodeWrong(Unreadable):
    """“{text}” cannot be right: its 17th character is {found}, but should be {expected}.

    It is the check digit of the organisation code inside.
    """

    code = "organisation_code_wrong"
    zh = "“{text}”有误：第 17 位（组织机构代码校验位）为 {found}，应为 {expected}。"


@dataclass(frozen=True, slots=True)
class Uscc:
    """A code both of whose check digits are right."""

    canonical: str

    @property
    def authority(self) -> str:
        """Who registered it: 9 market regulation, 1 staffing, 5 civil affairs, N agriculture."""
        return self.canonical[0]

    @property
    def category(self) -> str:
        """The first two characters: 91 enterprise, 12 public institution, 52 private non-profit."""
        return self.canonical[:2]

    @property
    def region(self) -> str:
        """The six figures of the place it was registered in (GB/T 2260)."""
        return self.canonical[2:8]

    @property
    def organisation_code(self) -> str:
        """The nine characters of the organisation code inside it."""
        return self.canonical[8:17]


def parse_uscc(text: str) -> Uscc:
    """Read a unified social credit code and prove both check digits."""
    read = one_spelling(text).replace("-", "")
    if len(read) != _LENGTH:
        raise UsccLengthWrong(text=text[:60], length=len(read))
    for character in read:
        if character not in ALPHABET:
            raise UsccCharacterNotUsed(text=text, character=character)
    uscc = Uscc(read)
    if not uscc.region.isdigit():
        raise UsccRegionNotDigits(text=text, region=uscc.region)
    expected = _check_digit(read)
    if read[17] != expected:
        raise WrongCheckDigit(text=text, expected=expected, found=read[17])
    expected = _code_check_digit(uscc.organisation_code)
    if read[16] != expected:
        raise OrganisationCodeWrong(text=text, expected=expected, found=read[16])
    return uscc


def uscc_ok(text: str) -> bool:
    """Whether a text is a unified social credit code with both check digits right."""
    try:
        parse_uscc(text)
    except Unreadable:
        return False
    return True


def _check_digit(read: str) -> str:
    total = sum(ALPHABET.index(c) * w for c, w in zip(read, _WEIGHTS, strict=False))
    return ALPHABET[-total % 31]


def _code_check_digit(code: str) -> str:
    total = sum(int(c, 36) * w for c, w in zip(code, _CODE_WEIGHTS, strict=False))
    return "0123456789X"[-total % 11]
