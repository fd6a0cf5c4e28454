"""Kinds of refusal; every room names its own below one of these.

The docstring of a class is what its reader is told in English, `zh` the same in Chinese, `code`
the stable name that machines read. The status a kind has on the web stands in `web/problems.py`.
"""

from collections.abc import Iterator
from typing import ClassVar

from marketplace.core.speech import Phrase


class Problem(Exception):
    """Something went wrong with this request."""

    code: ClassVar[str] = "problem"
    zh: ClassVar[str] = "请求未能完成。"

    def __init__(self, **data: object) -> None:
        super().__init__(f"{self.code} {data}" if data else self.code)
        self.data = data

    @classmethod
    def phrase(cls) -> Phrase:
        """What the reader is told, in both languages."""
        return Phrase(cls.zh, " ".join((cls.__doc__ or cls.code).split()))


class Malformed(Problem):
    """The request could not be read."""

    code = "malformed"
    zh = "请求格式有误，无法读取。"


class Unauthenticated(Problem):
    """Please sign in first."""

    code = "unauthenticated"
    zh = "请先登录。"


class Refused(Problem):
    """You may see this, but you may not do this with it."""

    code = "refused"
    zh = "您可以查看，但无权进行这项操作。"


class Missing(Problem):
    """There is nothing here, or you may not see it."""

    code = "missing"
    zh = "这里没有内容，或您无权查看。"


class Conflict(Problem):
    """This is not possible in the present state of things."""

    code = "conflict"
    zh = "当前状态下无法进行这项操作。"


class MoveNotPossible(Conflict):
    """This step is not open any more: the matter has moved on. Look at it again."""

    code = "move-not-possible"
    zh = "事项状态已变化，这一步不再可用，请刷新后查看。"


class Busy(Conflict):
    """The same request is being worked on at this moment. Ask again shortly."""

    code = "busy"
    zh = "相同的请求正在处理，请稍后再试。"


class Collision(Conflict):
    """Somebody entered the same at the same moment and was quicker. Look at it again."""

    code = "collision"
    zh = "同一时间有人提交了相同的内容且先于您，请刷新后查看。"


class Stale(Problem):
    """Somebody changed this since you looked. Read it again before you act."""

    code = "stale"
    zh = "您查看之后内容已被他人更改，请重新查看后再操作。"


class TooLarge(Problem):
    """This is larger than can be taken in."""

    code = "too-large"
    zh = "内容过大，无法接收。"


class Invalid(Problem):
    """Some of what was entered is not valid."""

    code = "invalid"
    zh = "部分内容填写有误。"


class KeyReused(Invalid):
    """This idempotency key was already used for a different request."""

    code = "idempotency-key-reused"
    zh = "该幂等键已用于另一个不同的请求。"


class PreconditionRequired(Problem):
    """Say which version you saw: send its ETag in If-Match."""

    code = "precondition-required"
    zh = "请在 If-Match 中注明您所看到的版本（ETag）。"


class TooMany(Problem):
    """Too many requests in a short time. Wait a little."""

    code = "too-many"
    zh = "短时间内请求过多，请稍候再试。"


class Unavailable(Problem):
    """This part of the market is not available right now. Nothing was lost; try again soon."""

    code = "unavailable"
    zh = "该功能暂时不可用，数据未受影响，请稍后再试。"


def every(kind: type[Problem] = Problem) -> Iterator[type[Problem]]:
    """A kind and all that is named below it."""
    yield kind
    for below in kind.__subclasses__():
        yield from every(below)
