"""Letters: over SMTP, or kept as files where no SMTP server is set."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

from config.settings import settings
from marketplace.core.deliveries import Permanent

TIMEOUT_S = 20
MAIL_REFUSED_FOR_GOOD = range(550, 555)


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail; the same `key` always makes the same Message-ID, so a repeat can be recognised."""

    key: str
    to: str
    subject: str
    body: str


def compose(letter: Letter) -> EmailMessage:
    """The message as it is sent. A line break in a header field cannot pass EmailMessage."""
    message = EmailMessage()
    message["From"] = settings().mail_from
    message["To"] = letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = formatdate()
    host = urlsplit(settings().public_url).hostname or "market.invalid"
    message["Message-ID"] = f"<{letter.key}@{host}>"
    message.set_content(letter.body)
    return message


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
