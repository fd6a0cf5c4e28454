"""`market api`: the OpenAPI document, as it is committed and served."""

import json

import click


@click.command(epilog="Example: market api > marketplace/web/openapi.json")
def api() -> None:
    """Print the OpenAPI document of the JSON API."""
    from marketplace.app import create_app

    answer = create_app().test_client().get("/api/openapi.json")
    click.echo(json.dumps(json.loads(answer.text), ensure_ascii=False, indent=1, sort_keys=True))
