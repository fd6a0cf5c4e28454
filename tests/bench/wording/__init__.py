"""How well the search understands engineers: 150 everyday questions over imported patents.

`python -m tests.bench.wording --patents FILE` brings a file of publication numbers, titles and IPC
subclasses into a market of its own, asks every question through the product's search, and beside it
a plain BM25 over character pairs, over titles alone and over titles with the same class names that
the product's documents carry.

How `queries.toml` was made:

- The questions are ours, as a plant's engineer, a broker or a clerk would type them. They were
  written before a title of the measured file was looked at; nothing of that file is in here.
- `ipc` says in which subclasses a useful answer is classed. It was decided from the text of the
  classification (`why` says how), not from what any search finds. A document is relevant when it
  bears one of them: coarse (all of C02F answers each question about water), but the same for all
  that are compared, and open to check.
- Afterwards only the subclasses of the file were counted: questions with fewer than three relevant
  documents were replaced (two), and three English ones made mixed to even out the kinds.
- `half` was drawn with a seed within each kind. What ranks is tuned on half a; b is only reported.
- The synonyms (`config/policy/synonyms`) were written before these questions, by the same hand;
  afterwards they were read again and corrected where a kind was called the same, not by results.
"""
