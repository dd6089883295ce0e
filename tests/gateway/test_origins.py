"""Only listed websites and the gateway's own pages may talk to it from a browser."""

from typing import Any

import pytest

from bot.errors import OperatorError
from bot.gateway.origins import Origins

OWN = "https://www.example.org"


@pytest.fixture(scope="module")
def embedded(gateway_maker: Any) -> Any:
    return gateway_maker(allowed_origins=(OWN,))


@pytest.fixture
def gateway(embedded: Any) -> Any:
    embedded.standin.reset()
    return embedded


def test_a_listed_website_may(gateway: Any) -> None:
    response = gateway.post(text="hello", headers={"Origin": OWN})
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == OWN
    assert "Origin" in response.headers["Vary"]


def test_its_refusals_are_readable_for_it(gateway: Any) -> None:
    response = gateway.post(text="", headers={"Origin": OWN})
    assert response.headers["Access-Control-Allow-Origin"] == OWN


def test_the_own_page_may(gateway: Any) -> None:
    assert gateway.post(text="hello", headers={"Origin": gateway.url}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://www.example.org", "null", "https://www.example.org.evil"],
)
@pytest.mark.parametrize("path", ["/chat", "/chat/delete"])
def test_no_other_may(gateway: Any, origin: str, path: str) -> None:
    response = gateway.post(path, text="hello", headers={"Origin": origin, "Accept-Language": "de"})
    assert response.status_code == 403
    assert response.json()["error"]["code"] == "strange_origin"
    assert response.json()["error"]["language"] == "de"
    assert "Access-Control-Allow-Origin" not in response.headers
    assert gateway.standin.turns == []


@pytest.mark.parametrize(("origin", "status"), [(OWN, 204), ("https://evil.example", 403)])
def test_preflight(gateway: Any, origin: str, status: int) -> None:
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    response = gateway.client.options("/chat", headers=headers)
    assert response.status_code == status
    assert ("Access-Control-Allow-Origin" in response.headers) == (status == 204)
    if status == 204:
        assert "POST" in response.headers["Access-Control-Allow-Methods"]
        assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("wrong", ["www.example.org", "*", "https://www.example.org/chat"])
def test_a_setting_that_is_no_origin_is_told(wrong: str) -> None:
    with pytest.raises(OperatorError, match="LOTSE_ALLOWED_ORIGINS"):
        Origins([wrong])
