"""Letters: over SMTP, or kept as files where no SMTP server is set."""

import smtplib
import ssl
from dataclasses import dataclass
from email.header import Header
from email.headerregistry import HeaderRegistry, UniqueUnstructuredHeader, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

from config.settings import settings
from marketplace.core.deliveries import Permanent

TIMEOUT_S = 20
MAIL_REFUSED_FOR_GOOD = range(550, 555)


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail; the same `key` always makes the same Message-ID, so a repeat can be recognised.

    `html` says the same as `body`. `off` is the address at which the reader switches such letters
    off: https takes one click of their mail program (RFC 8058).
    """

    key: str
    to: str
    subject: str
    body: str
    html: str | None = None
    off: str | None = None


class _Addresses(UnstructuredHeader):
    """Addresses in angle brackets, one a line: the library would break a long one into words."""

    def fold(self, *, policy: Policy) -> str:  # noqa: ARG002 - the library's signature.
        return f"List-Unsubscribe: {str(self).replace(', ', f',{_LINE} ')}{_LINE}"


class _Subject(UniqueUnstructuredHeader):
    """Any text in encoded words of at most 75 characters (RFC 2047); the library's may have 76."""

    def fold(self, *, policy: Policy) -> str:  # noqa: ARG002 - the library's signature.
        text = str(self)
        if text.isascii():
            return f"Subject: {text}{_LINE}"
        words = Header(text, "utf-8", maxlinelen=_LONGEST, header_name="Subject")
        return f"Subject: {words.encode(linesep=_LINE)}{_LINE}"


_LINE = "\r\n"
_LONGEST = 75
_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", _Subject)  # type: ignore[arg-type]  # A mixin, as the library has it.
_HEADERS.map_to_type("list-unsubscribe", _Addresses)  # type: ignore[arg-type]  # A mixin, as the library has it.
_POLICY = SMTP.clone(header_factory=_HEADERS)


def compose(letter: Letter) -> EmailMessage:
    """The message as it is sent. A line break in a header field cannot pass EmailMessage."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = settings().mail_from
    message["To"] = letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = formatdate()
    host = urlsplit(settings().public_url).hostname or "market.invalid"
    message["Message-ID"] = f"<{letter.key}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.off:
        _can_be_switched_off(message, letter.off)
    message.set_content(letter.body)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    return message


def _can_be_switched_off(message: EmailMessage, off: str) -> None:
    """RFC 2369 and RFC 8058; the mail address takes the token to whoever reads it there."""
    token = off.rsplit("/", 1)[-1]
    written = f"mailto:{settings().mail_from}?subject=unsubscribe%20{token}"
    message["List-Unsubscribe"] = f"<{off}>, <{written}>"
    if off.startswith("https:"):
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def send(letter: Letter) -> None:
    """Send it, or keep it in the outbox folder; Permanent where the address does not exist."""
    if not settings().smtp_url:
        _keep(letter)
        return
    to = urlsplit(settings().smtp_url)
    secure = to.scheme == "smtps"
    kind = smtplib.SMTP_SSL if secure else smtplib.SMTP
    try:
        with kind(to.hostname or "localhost", to.port or 25, timeout=TIMEOUT_S) as server:
            if not secure and server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
            if to.username:
                server.login(unquote(to.username), unquote(to.password or ""))
            server.send_message(compose(letter))
    except smtplib.SMTPDataError as error:
        if error.smtp_code in MAIL_REFUSED_FOR_GOOD:
            raise Permanent(str(error)) from error
        raise
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        if code in MAIL_REFUSED_FOR_GOOD:
            raise Permanent(str(error)) from error
        raise


def _keep(letter: Letter) -> None:
    folder = settings().outbox
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{letter.key}.eml").write_bytes(compose(letter).as_bytes())
