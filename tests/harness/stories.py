"""What the drivers do, over and over; each story is a function of a driver and a running number."""

from collections.abc import Callable

import httpx

from tests.harness.driver import Driver
from tests.harness.main_job import main_job

Story = Callable[[Driver, int], None]
PASSWORD = "green-market-under-fire"


def newcomers(driver: Driver, number: int) -> None:
    """Two accounts are opened, each enters its organisation."""
    for side in ("holder", "enterprise"):
        email = f"{side}-{number}@example.org"
        person = {"name": f"{side} {number}", "email": email, "password": PASSWORD}
        driver.token = ""
        # Nobody is signed in yet, so no key protects this one: a repeat finds the address taken.
        answer = driver.ask("POST", "/api/v1/people", person)
        assert answer.status_code in {httpx.codes.CREATED, httpx.codes.CONFLICT}, answer.text
        driver.sign_in(email, PASSWORD)
        firm = {"name": f"{side} {number} 有限公司", "kinds": [side]}
        made = driver.write("/api/v1/organisations", firm, "organisation.registered")
        assert driver.read(f"/api/v1/organisations/{made['id']}")["name"] == firm["name"]


STORIES: list[Story] = [main_job, newcomers, main_job]
