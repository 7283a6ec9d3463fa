"""
A browser as the server meets it: it keeps cookies, and says which page a request comes from.
"""

from http.cookies import Morsel, SimpleCookie

import httpx

from tests.api.service import Service

__all__ = ["HOST", "Browser"]

HOST = "127.0.0.1:8000"


class Browser:
    """One browser at one service; `host` is the name that it asks for."""

    def __init__(self, service: Service, *, host: str = HOST) -> None:
        self.service = service
        self.host = host
        self.cookies: dict[str, str] = {}
        self.set: list[Morsel[str]] = []

    def send(
        self, method: str, path: str, side: str | None = "staff", *, json: object = None, **headers: str
    ) -> httpx.Response:
        """
        Send a request as a script of our pages does; further headers are written with `_` for `-`.
        """
        sent = {"Host": self.host, "Sec-Fetch-Site": "same-origin"}
        if side is not None:
            sent["Misstep-Session"] = side
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        reply = self.service.call(
            method, path, json=json, headers={name: value for name, value in sent.items() if value}
        )
        for header in reply.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(header).items():
                self.set.append(morsel)
                self.cookies[name] = morsel.value
                if morsel["max-age"] == "0":
                    del self.cookies[name]
        return reply

    def sign_in(self, key: str) -> None:
        """
        Sign in with a key.
        """
        reply = self.send("POST", "/v1/sessions", json={"by": "key", "key": key})
        assert reply.status_code == 201, reply.text
