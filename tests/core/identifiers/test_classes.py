import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.identifiers import CpcOnly, Ipc, IpcNotReadable, parse_ipc


@pytest.mark.parametrize(
    ("text", "symbol", "key", "prefix"),
    [
        ("H01M10/0525", "H01M 10/0525", "H01M0010052500", "H01M0010052500"),
        ("h01m 10/0525 (2010.01)I", "H01M 10/0525", "H01M0010052500", "H01M0010052500"),
        ("Ｂ０１Ｄ５３／５０", "B01D 53/50", "B01D0053500000", "B01D0053500000"),
        ("B01D-053/00[2006.01]", "B01D 53/00", "B01D0053000000", "B01D0053"),
        ("B29K 2105/00", "B29K 2105/00", "B29K2105000000", "B29K2105"),
        ("G06F 3/04847", "G06F 3/04847", "G06F0003048470", "G06F0003048470"),
        ("H01M0010052500", "H01M 10/0525", "H01M0010052500", "H01M0010052500"),
        ("C02F", "C02F", "C02F", "C02F"),
    ],
)
def test_r_pat_ipc_symbols(text: str, symbol: str, key: str, prefix: str) -> None:
    ipc = parse_ipc(text)
    assert (str(ipc), ipc.key, ipc.prefix) == (symbol, key, prefix)


def test_a_symbol_knows_its_parents() -> None:
    assert parse_ipc("H01M10/0525") == Ipc("H", "H01", "H01M", 10, "0525")


def test_r_pat_y_is_cpc_not_ipc() -> None:
    with pytest.raises(CpcOnly):
        parse_ipc("Y02E 10/50")


@pytest.mark.parametrize("text", ["", "H01", "I01M10/05", "H01M10", "H01M10/5", "H01M 12345/00"])
def test_what_is_no_symbol_says_so(text: str) -> None:
    with pytest.raises(IpcNotReadable):
        parse_ipc(text)


@given(
    st.from_regex(r"[A-H][0-9]{2}[A-Z] [1-9][0-9]{0,3}/[0-9]{2}([0-9]{0,3}[1-9])?", fullmatch=True)
)
def test_symbol_and_key_read_back_as_the_same(symbol: str) -> None:
    ipc = parse_ipc(symbol)
    assert str(ipc) == symbol
    assert parse_ipc(ipc.key) == ipc
    assert ipc.key.startswith(ipc.prefix)
