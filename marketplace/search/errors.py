"""What search refuses, by name."""

from marketplace.core.errors import Malformed, Unavailable


class BadQuestion(Malformed):
    """This cannot be searched for. Look at quotes, parentheses and stars, or write plain words."""

    code = "bad-question"
    zh = "无法按此搜索。请检查引号、括号和星号，或改用普通词语。"


class IndexAway(Unavailable):
    """The search index is being made anew. Lists and pages work meanwhile; try again soon."""

    code = "index-away"
    zh = "搜索索引正在重建，列表和页面不受影响，请稍后再试。"


class SearchBusy(Unavailable):
    """Many people search at this moment. Wait a few seconds and ask again."""

    code = "search-busy"
    zh = "当前搜索人数较多，请稍等几秒后再试。"
