"""Requests as a server hands them on: the test client takes seconds over long addresses."""

from typing import Any

from flask import Flask


def ask(app: Flask, path: str, query: str) -> tuple[int, dict[str, str], str]:
    """Ask as a server hands it on, without the test client's own reading of addresses."""
    said: dict[str, Any] = {}
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": None,
        "wsgi.errors": None,
    }

    def start(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        said.update(status=status, headers=dict(headers))

    body = b"".join(app.wsgi_app(environ, start)).decode()
    return int(said["status"][:3]), said["headers"], body
