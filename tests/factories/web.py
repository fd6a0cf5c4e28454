"""Signed-in clients of the web application."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from marketplace.core.actor import Actor
from marketplace.core.clock import now
from marketplace.core.unit import unit
from marketplace.identity.actions.secrets import fingerprint, new_secret
from marketplace.identity.models import Credential
from marketplace.web.who import COOKIE


def token_of(actor: Actor, purpose: str = "api") -> str:
    """A good bearer token (or session secret) of an actor's person."""
    secret = new_secret()
    with unit() as session:
        session.add(
            Credential(
                id=uuid4(),
                secret_hash=fingerprint(secret),
                purpose=purpose,
                person_id=actor.person,
                organisation_id=actor.org,
                expires_at=now() + timedelta(hours=1),
            )
        )
    return secret


def api(app: Flask, actor: Actor | None = None) -> FlaskClient:
    """A client of the JSON API, as an actor."""
    client = app.test_client()
    if actor:
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token_of(actor)}"
    return client


class Browser(FlaskClient):
    """A client that sends forms as a browser does: with the token of the page it came from."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Add the token to every posted form."""
        if kwargs.get("method") == "POST" and "json" not in kwargs:
            kwargs["data"] = {"csrf_token": self._token(), **(kwargs.get("data") or {})}
        return super().open(*args, **kwargs)

    def _token(self) -> str:
        with self.session_transaction() as session:
            raw = session.setdefault("csrf_token", "0" * 40)
        serializer = URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token")
        return serializer.dumps(raw)


def pages(app: Flask, actor: Actor | None = None) -> FlaskClient:
    """A browser-like client of the pages, signed in as an actor."""
    client = Browser(app)
    if actor:
        client.set_cookie(COOKIE, token_of(actor, "session"))
    return client
