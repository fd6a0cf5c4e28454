"""`market match evaluate`: a small judged set of our own, and folders that are none."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from marketplace.cli.match import match

# Demand, then what answers it (grade 3), what is near (1) and what is not (0).
ROWS = [
    ("烧结烟气脱硫脱硝一体化技术", ["烧结烟气协同治理"], ["燃煤锅炉除尘"], ["食品包装机械研究"]),
    ("电镀含铬废水处理技术研究", ["铬的电化学去除与回收"], ["印染废水脱色"], ["烟气技术研究平台"]),
    ("养殖场粪污固液分离机", ["畜禽粪便脱水分离设备"], ["秸秆还田机"], ["高炉预制件"]),
    ("石灰窑余热利用", ["石灰窑烟气余热利用装置"], ["太阳能热水"], ["人脸识别系统"]),
    ("餐厨垃圾资源化关键技术", ["厨余垃圾厌氧发酵"], ["建筑垃圾破碎"], ["物流系统关键技术"]),
    ("矿井瓦斯浓度监测装置", ["煤矿甲烷红外检测仪"], ["矿山报警"], ["新药合成"]),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents, demands, judged = [], [], ["query-id\tcorpus-id\tscore"]
    for number, (asked, *answers) in enumerate(ROWS):
        demands.append({"id": f"q{number}", "title": asked, "content": f"需求内容：\n{asked}。"})
        for grade, titles in zip((3, 1, 0), answers, strict=True):
            for title in titles:
                key = f"d{len(documents)}"
                documents.append({"id": key, "title_keywords": title})
                judged.append(f"q{number}\t{key}\t{grade}")
    for name, rows in (("achievements_dev.jsonl", documents), ("demands.jsonl", demands)):
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "qrels_dev.tsv").write_text("\n".join(judged), encoding="utf-8")
    return tmp_path


def test_the_market_is_compared_with_bm25_and_does_not_do_worse(folder: Path) -> None:
    told = CliRunner().invoke(match, ["evaluate", str(folder)])
    assert told.exit_code == 0, told.output
    assert "demands 6, with a right answer (grade ≥ 2) 6, pairs 18" in told.output
    row = re.search(r"nDCG@10\s+([\d.]+)\s+[\d.]+–[\d.]+\s+([\d.]+)\s+([\d.]+)", told.output)
    assert row
    market, bm25, chance = map(float, row.groups())
    assert market > bm25
    assert 0 < chance <= 1
    for name in ("MRR@10", "P@5", "told: right", "told: demands", "calibration error"):
        assert name in told.output


def test_every_judged_pair_is_written_with_score_and_whether_it_is_told(folder: Path) -> None:
    run = folder / "out.run"
    told = CliRunner().invoke(match, ["evaluate", str(folder), "--run", str(run)])
    assert told.exit_code == 0, told.output
    rows = [line.split(" ") for line in run.read_text(encoding="utf-8").splitlines()]
    assert {(asked, given) for asked, given, _, _ in rows} == {
        (f"q{number // 3}", f"d{number}") for number in range(18)
    }
    assert all(0 <= float(score) <= 1 and flag in "01" for _, _, score, flag in rows)
    assert any(flag == "1" for *_, flag in rows)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("qrels_dev.tsv", None, "no qrels"),
        ("qrels_dev.tsv", "q0\td0\t1\nq0\td1\n", "line 2"),
        ("qrels_dev.tsv", "q0\tnobody\t1\n", "one has no text"),
        ("demands.jsonl", None, "none of queries.jsonl, demands.jsonl"),
        ("demands.jsonl", "[]\n", "line 1: no object with an id"),
        ("demands.jsonl", '{"title": "无名"}\n', "line 1: no object with an id"),
    ],
)
def test_a_folder_that_is_no_set_is_refused_by_file_and_line(
    folder: Path, name: str, content: str | None, why: str
) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content, encoding="utf-8")
    told = CliRunner().invoke(match, ["evaluate", str(folder)])
    assert told.exit_code == 1
    assert why in told.output
    assert "Traceback" not in told.output
