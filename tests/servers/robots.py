"""Group robots on loopback that judge what comes as their makers say the real ones do.

Sources of codes and limits: WeCom developer.work.weixin.qq.com/document/path/91770 and 90313,
DingTalk open.dingtalk.com/document/robots/custom-robot-access, Feishu
open.feishu.cn/document/client-docs/bot-v3/add-custom-bot. Signatures are computed here anew.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.servers.receiver import Came, Reply

HOUR_S = 3600
Judge = Callable[[Came, Any, dict[str, list[str]]], tuple[int, str]]


def _answer(name: str, message: str, judge: Judge) -> Callable[[Came], Reply]:
    def answer(came: Came) -> Reply:
        asked = parse_qs(urlsplit(came.path).query)
        try:
            code, words = judge(came, json.loads(came.body), asked)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            code, words = 9499, f"Bad Request {error!r}"
        body = json.dumps({name: code, message: words}).encode()
        return Reply(200, body, {"Content-Type": "application/json"})

    return answer


def wecom(key: str) -> Callable[[Came], Reply]:
    """A WeCom robot of this key: markdown up to 4,096 bytes, text up to 2,048."""

    def judge(came: Came, body: Any, asked: dict[str, list[str]]) -> tuple[int, str]:
        if asked.get("key") != [key]:
            return 93000, "invalid webhook url"
        kind = body["msgtype"]
        if kind not in {"text", "markdown"}:
            return 40008, "invalid message type"
        content = body[kind]["content"]
        if not content:
            return 44004, "content size out of limit, empty"
        if len(content.encode()) > {"text": 2048, "markdown": 4096}[kind]:
            return 40058, "content exceed max length"
        return 0, "ok"

    return _answer("errcode", "errmsg", judge)


def dingtalk(token: str, secret: str | None) -> Callable[[Came], Reply]:
    """A DingTalk robot: milliseconds and HMAC(secret, time + secret) in the query, 20,000 bytes."""

    def judge(came: Came, body: Any, asked: dict[str, list[str]]) -> tuple[int, str]:
        if "charset=utf-8" not in came.headers["content-type"].lower():
            return 40035, "charset"
        if asked.get("access_token") != [token]:
            return 300005, "token is not exist"
        if secret and not _proven(secret, asked["timestamp"][0], asked["sign"][0]):
            return 310000, "sign not match"
        if len(came.body) > 20_000:
            return 460101, "message too long"
        if body["msgtype"] != "markdown" or not (body["markdown"]["title"]):
            return 40035, "parameters"
        return (0, "ok") if body["markdown"]["text"] else (40035, "parameters")

    return _answer("errcode", "errmsg", judge)


def _proven(secret: str, stamp: str, sign: str) -> bool:
    sealed = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    fresh = abs(int(stamp) / 1000 - time.time()) < HOUR_S
    return fresh and sign == base64.b64encode(sealed).decode()


def feishu(secret: str | None) -> Callable[[Came], Reply]:
    """A Feishu robot: seconds and HMAC("time\\nsecret", nothing) in the body, 20 KB."""

    def judge(came: Came, body: Any, _asked: dict[str, list[str]]) -> tuple[int, str]:
        if not came.path.startswith("/open-apis/bot/v2/hook/"):
            return 19001, "param invalid: incoming webhook access token invalid"
        if secret:
            sealed = hmac.new(f"{body['timestamp']}\n{secret}".encode(), b"", hashlib.sha256)
            late = abs(int(body["timestamp"]) - time.time()) > HOUR_S
            if late or body["sign"] != base64.b64encode(sealed.digest()).decode():
                return 19021, "sign match fail or timestamp is not within one hour"
        if len(came.body) > 20 * 1024:
            return 9499, "Bad Request"
        posts = body["content"]["post"]
        line = posts.get("zh_cn", posts.get("en_us"))["content"][0]
        good = body["msg_type"] == "post" and [one["tag"] for one in line] == ["text", "a"]
        return (0, "success") if good and line[1]["href"] else (9499, "Bad Request")

    return _answer("code", "msg", judge)
