"""Messages for the robots of groups: WeCom, DingTalk, Feishu, each by its maker's rules.

All three answer 200 also where they refuse, and say why by a code in the body.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlencode

from marketplace.core.outbound import Answer
from marketplace.core.speech import Language
from marketplace.outreach.rules.message import Message, Request, Verdict, cut
from marketplace.outreach.words import OPEN

JSON = {"Content-Type": "application/json; charset=utf-8"}
# What would be read as marks of form or as a call to all members stands as its full-width twin.
MARKS = str.maketrans({c: chr(ord(c) + 0xFEE0) for c in "\\`*_[]<>#@~|!"})
WECOM_BYTES = 4096
DINGTALK_BYTES = 20_000
DINGTALK_TITLE_BYTES = 60
FEISHU_BYTES = 20_000
FEISHU_LANGUAGES = {"zh": "zh_cn", "en": "en_us"}
REST_BYTES = 600  # What stands around the sentence in a body, with room to spare.
LIMITED_S = 60


@dataclass(frozen=True, slots=True)
class Robot:
    """A kind of robot: where it lives, which codes mean what, the seconds to wait when limited."""

    prefix: str
    code: str
    signed: bool
    gone: frozenset[int]
    unfit: frozenset[int]
    limited: Mapping[int, int] = field(default_factory=dict)


ROBOTS = {
    # developer.work.weixin.qq.com/document/path/91770 and /90313: 20 messages a minute.
    "wecom": Robot(
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=",
        "errcode",
        signed=False,
        gone=frozenset({93000}),
        unfit=frozenset({40008, 40058, 44004}),
        limited={45009: LIMITED_S, 45033: LIMITED_S, -1: LIMITED_S},
    ),
    # open.dingtalk.com/document/robots/custom-robot-access: 20 a minute, else silence for ten.
    "dingtalk": Robot(
        "https://oapi.dingtalk.com/robot/send?access_token=",
        "errcode",
        signed=True,
        gone=frozenset({300001, 300005, 400013, 400101, 400102}),
        unfit=frozenset({40035, 400105, 460101, 430101, 430102, 430103, 430104}),
        limited={130101: 600, 410100: 600, -1: LIMITED_S},
    ),
    # open.feishu.cn/document/client-docs/bot-v3/add-custom-bot: 100 a minute, 5 a second.
    "feishu": Robot(
        "https://open.feishu.cn/open-apis/bot/v2/hook/",
        "code",
        signed=True,
        gone=frozenset({19001}),
        unfit=frozenset({9499}),
        limited={11232: LIMITED_S, 99991400: LIMITED_S},
    ),
}


def request(
    kind: str, message: Message, url: str, secret: str | None, stamp: int, language: Language
) -> Request:
    """The message as the robot takes it; `stamp` in seconds, `secret` where its group has one."""
    words, link = message.words.to(language), OPEN.to(language)
    if kind == "wecom":
        text = _linked(words, link, message.url, WECOM_BYTES)
        return _request(url, {"msgtype": "markdown", "markdown": {"content": text}})
    if kind == "dingtalk":
        text = _linked(words, link, message.url, DINGTALK_BYTES)
        return _dingtalk(words, text, url, secret, stamp)
    line = [
        {"tag": "text", "text": cut(words.translate(MARKS), FEISHU_BYTES // 2) + " "},
        {"tag": "a", "text": link, "href": message.url},
    ]
    return _feishu(line, FEISHU_LANGUAGES[language], url, secret, stamp)


def _linked(words: str, link: str, page: str, most: int) -> str:
    """Markdown of a sentence and its link, in at most so many bytes."""
    end = f"\n\n[{link}]({page})"
    return cut(words.translate(MARKS), most - REST_BYTES - len(end.encode())) + end


def _dingtalk(words: str, text: str, url: str, secret: str | None, stamp: int) -> Request:
    body = {
        "msgtype": "markdown",
        "markdown": {"title": cut(words.translate(MARKS), DINGTALK_TITLE_BYTES), "text": text},
    }
    return _request(url + (f"&{urlencode(dingtalk_proof(secret, stamp))}" if secret else ""), body)


def dingtalk_proof(secret: str, stamp: int) -> dict[str, str]:
    """The parameters that prove a DingTalk call: milliseconds, and a signature with the secret."""
    at = f"{stamp * 1000}"
    sealed = hmac.new(secret.encode(), f"{at}\n{secret}".encode(), hashlib.sha256).digest()
    return {"timestamp": at, "sign": base64.b64encode(sealed).decode()}


def _feishu(
    line: list[dict[str, str]], tongue: str, url: str, secret: str | None, stamp: int
) -> Request:
    body = {"msg_type": "post", "content": {"post": {tongue: {"content": [line]}}}}
    return _request(url, {**(feishu_proof(secret, stamp) if secret else {}), **body})


def feishu_proof(secret: str, stamp: int) -> dict[str, str]:
    """What proves a Feishu call: time and secret are the key, and nothing is signed with it."""
    sealed = hmac.new(f"{stamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return {"timestamp": str(stamp), "sign": base64.b64encode(sealed).decode()}


def _request(url: str, body: Mapping[str, object]) -> Request:
    return Request(url, JSON, json.dumps(body, ensure_ascii=False).encode())


def verdict(kind: str, answer: Answer) -> Verdict:
    """What a robot's answer means."""
    robot = ROBOTS[kind]
    code = _code(answer.body, robot.code)
    if code in robot.limited or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Verdict("limited", answer.retry_after or robot.limited.get(code or 0, LIMITED_S))
    if code in robot.gone or answer.status == HTTPStatus.GONE:
        return Verdict("gone")
    if code in robot.unfit:
        return Verdict("unfit")
    return Verdict("taken" if answer.fine and code == 0 else "refused")


def _code(body: bytes, name: str) -> int | None:
    """The code in the answer; None where there is none to be read."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    code = found.get(name) if isinstance(found, dict) else None
    return code if isinstance(code, int) and not isinstance(code, bool) else None
