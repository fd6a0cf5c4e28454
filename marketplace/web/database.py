"""Flask-SQLAlchemy as a holder of the engine: `init_app` and nothing else of it is used."""

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from marketplace.core import db

fsa = SQLAlchemy()


def register(app: Flask, url: str) -> None:
    """Open the engine of this web process and bind the core to it."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = db.options(url)
    fsa.init_app(app)
    with app.app_context():
        db.prepare(fsa.engine)
        db.bind(fsa.engine)
