"""A mail server that keeps what it is given, and fails when it is told to."""

from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers import run

TAKEN = "250 taken"


@dataclass(slots=True)
class MailSink:
    """What arrived; `answers` are given before the mail is taken, e.g. `451 later`.

    `refused` are addresses that get this answer when they are named, e.g. `550 no such mailbox`.
    """

    port: int = field(default_factory=run.free_port)
    messages: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    _controller: Controller | None = None

    @property
    def url(self) -> str:
        """The address for SMTP_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> "MailSink":
        """Take mail from now on."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def stop(self) -> None:
        """Take no more mail."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    def to(self, address: str) -> list[EmailMessage]:
        """Return the mails to one address, the oldest first."""
        return [message for message in self.messages if address in str(message["To"])]

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name.
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Take a recipient, or give the answer that is set for it."""
        if answer := self.refused.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name.
        """Answer one mail, and keep it where the answer says so."""
        answer = self.answers.pop(0) if self.answers else TAKEN
        if answer.startswith("2"):
            content: Any = envelope.content
            parsed = BytesParser(policy=default).parsebytes(content)
            self.messages.append(cast("EmailMessage", parsed))
        return answer
