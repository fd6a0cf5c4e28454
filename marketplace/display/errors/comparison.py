"""What comparisons refuse, by name."""

from marketplace.core.errors import Invalid


class TwoToFive(Invalid):
    """Choose two to five different technologies to compare."""

    code = "two-to-five-technologies"
    zh = "请选择二至五项不同的技术进行对比。"
