"""A corpus of our own: technologies composed from the market's vocabularies, the same each time."""

import random
from collections.abc import Iterator

from marketplace.core.vocabulary import vocabulary
from search_index import Document, Layout

LAYOUT = Layout(facets=("field", "region"), numbers=("trl", "published"))
DEEDS = ("处理", "回收", "减排", "监测", "资源化利用", "节能改造", "深度净化", "耦合利用")
FORMS = ("装置", "工艺", "系统", "材料", "方法", "成套设备", "催化剂", "控制平台")


def documents(count: int, seed: int = 1) -> Iterator[Document]:
    """That many documents; titles of some twenty, bodies of some three hundred characters."""
    chance = random.Random(seed)
    media = [t.zh for t in vocabulary("pollutants").terms.values()]
    processes = [t.zh for t in vocabulary("processes").terms.values()]
    fields = list(vocabulary("green_fields").terms)
    for number in range(count):
        process, medium = chance.choice(processes), chance.choice(media)
        title = f"{process}{medium}{chance.choice(DEEDS)}{chance.choice(FORMS)}"
        sentences = [
            f"面向{chance.choice(processes)}过程的{chance.choice(media)}{chance.choice(DEEDS)}，"
            f"采用{chance.choice(FORMS)}，出口浓度{chance.randint(1, 200)}mg/m³，"
            f"处理量{chance.randint(1, 900)}万吨。"
            for _ in range(8)
        ]
        yield Document(
            key=f"technology:{number}",
            kind="technology",
            title=title,
            body="".join(sentences),
            keywords=f"{process} {medium}",
            facets={
                "field": (chance.choice(fields),),
                "region": (f"41{chance.randint(1, 9):02}00",),
            },
            numbers={"trl": chance.randint(1, 9), "published": 20000 + number % 900},
        )


def questions(count: int, seed: int = 2) -> list[str]:
    """Questions as people type them: a process, a medium, a number."""
    chance = random.Random(seed)
    media = [t.zh for t in vocabulary("pollutants").terms.values()]
    processes = [t.zh for t in vocabulary("processes").terms.values()]
    return [
        f"{chance.choice(processes)} {chance.choice(media)} {chance.choice(DEEDS)}"
        for _ in range(count)
    ]
