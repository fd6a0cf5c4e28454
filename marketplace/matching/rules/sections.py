"""Which part of a demand's text says what is wanted.

Chinese demands are often filled into a form: 需求内容, 预期目标, 现有工作基础, 企业概况. What a
firm has and who it is says nothing of what it looks for.
"""

import re

_HEADING = re.compile(
    r"\s*[（(]?[一二三四五六七八九十\d]*[）)、.．]?\s*([^：:。，,；;]{2,16})(?:[：:]|\s*$)"
)
_ABOUT_THEM = re.compile(
    r"(?:现有|已有|前期|研究|工作).{0,6}(?:基础|条件)|(?:企业|公司|单位).{0,2}(?:概况|简介|介绍|情况)"
    r"|资金|预算|投入|合作方式|联系"
)
_WANTED = re.compile(r"需求|内容|问题|难题|目标|指标|要求")
_LEAST = 30  # Letters; where less is left, the headings were misread and all of it counts.


def wanted(text: str) -> str:
    """A demand's text without the sections in which a firm speaks of itself."""
    kept: list[str] = []
    keeping = True
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading and _ABOUT_THEM.search(heading[1]):
            keeping = False
        elif heading and _WANTED.search(heading[1]):
            keeping = True
        if keeping:
            kept.append(line)
    left = "\n".join(kept)
    return left if len(left) >= _LEAST else text
