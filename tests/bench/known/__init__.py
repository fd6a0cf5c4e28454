"""Known items: is a text found by what people remember of it? And what does each ingredient do?

    python -m tests.bench.known --papers papers.jsonl --patents patents.jsonl [--every 4]

Papers are JSON lines with id, title, abstract and keywords, patents with id, title and abstract.
Questions are made of real titles: whole over abstracts alone, and over titles and abstracts cut
short, cut at both ends, five characters from the middle, and with their words shuffled (seeded).
"""
