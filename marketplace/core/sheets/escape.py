"""Cells that a spreadsheet would run as formulas (reliability A-13): disarmed on the way out."""

BEGINS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
MARK = "'"


def escaped(cell: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet would take it for a formula.

    What already begins with an apostrophe gets another, so that `unescaped` restores every text.
    """
    return MARK + cell if cell.startswith((*BEGINS, MARK)) else cell


def unescaped(cell: str) -> str:
    """What `escaped` was given."""
    return cell.removeprefix(MARK)
