"""What the pages promise: nothing inline, nothing foreign, no secret in an address."""

import re
from html.parser import HTMLParser

import pytest

from api.hosts import is_passed_on
from api.serving.static import static_files
from tests.api.service import Service

PAGES = ["/", "/practice", "/docs"]


class Seen(HTMLParser):
    """What a page loads and runs."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []
        self._in: str = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """
        Note addresses, handlers and styles.
        """
        self._in = tag
        for name, value in attrs:
            if name in {"src", "href"} and value is not None:
                self.addresses.append(value)
            if name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")

    def handle_endtag(self, tag: str) -> None:
        """
        Leave an element.
        """
        self._in = "" if tag == self._in else self._in

    def handle_data(self, data: str) -> None:
        """
        Note code and style that stand in the page itself.
        """
        if self._in in {"script", "style"} and data.strip():
            self.inline.append(data)


def seen(page: str) -> Seen:
    """
    Look at a page.
    """
    parser = Seen()
    parser.feed(page)
    return parser


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_from_here_alone_and_runs_nothing_inline(path: str) -> None:
    """
    Every address is local, and the policy would stop any other.
    """
    reply = Service().call("GET", path)

    parser = seen(reply.text)
    policy = reply.headers["content-security-policy"]
    assert [] == parser.inline
    assert all(address.startswith(("/", "#")) and not address.startswith("//") for address in parser.addresses)
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", PAGES)
def test_what_a_page_loads_is_there(path: str) -> None:
    """
    Each script, sheet and link of a page is answered.
    """
    service = Service()
    for address in seen(service.call("GET", path).text).addresses:
        if not address.startswith("#"):
            assert service.call("GET", address.partition("#")[0]).status_code == 200


def test_modules_import_files_that_are_there() -> None:
    """
    Every import of a served script is served too.
    """
    files = static_files()
    for name, file in files.items():
        for found in re.findall(rb'(?:from|import)\s+"([^"]+)"', file.content):
            parts = name.split("/")[:-1]
            for part in found.decode().split("/"):
                parts = parts[:-1] if part == ".." else parts if part == "." else [*parts, part]
            assert "/".join(parts) in files, f"{name} imports {found.decode()}"


def test_the_start_page_gives_links_to_this_machine_alone() -> None:
    """
    A browser that came by another name, or a server that listens to all, gets no demo links.
    """
    local = Service().call("GET", "/").text
    rebound = Service().call("GET", "/", headers={"Host": "evil.example:8000"}).text
    public = Service(host="0.0.0.0").call("GET", "/").text  # noqa: S104 - nothing listens

    assert local.count("/practice#learner=") == 5
    assert "/nowhere" in local
    assert "token=" not in rebound + public
    assert "/nowhere" not in rebound + public


@pytest.mark.parametrize(
    "name", ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"]
)
def test_a_proxy_on_this_machine_is_given_no_links(name: str) -> None:
    """
    Whoever asks the proxy may sit anywhere, also where it asks us for this very machine's name.
    """
    passed_on = Service().call("GET", "/", headers={name: "203.0.113.9"}).text

    assert "token=" not in passed_on
    assert "/nowhere" not in passed_on


def test_a_proxy_that_says_nothing_is_known_by_its_old_protocol() -> None:
    """
    Browsers speak HTTP/1.1 at least; a proxy that was told nothing may speak 1.0.
    """
    assert is_passed_on({"host": "127.0.0.1:8000"}, "1.0")
    assert not is_passed_on({"host": "127.0.0.1:8000"}, "1.1")


def test_the_description_is_for_people() -> None:
    """
    It says how to begin, who may do what, and shows no marks of a source text.
    """
    page = Service().call("GET", "/docs").text

    assert "misstep key add" in page
    assert "for teacher, admin" in page
    assert "`" not in page.partition("<h2>Shapes</h2>")[0]


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000", "127.0.0.9"])
def test_every_name_of_this_machine_counts(host: str) -> None:
    """
    Loopback has several names.
    """
    assert "token=" in Service().call("GET", "/", headers={"Host": host}).text


def test_a_file_is_not_sent_again_when_the_browser_has_it() -> None:
    """
    The tag of the content decides.
    """
    service = Service()
    first = service.call("GET", "/web/pages/pages.css")

    second = service.call("GET", "/web/pages/pages.css", headers={"If-None-Match": first.headers["etag"]})

    assert (200, 304, b"") == (first.status_code, second.status_code, second.content)


@pytest.mark.parametrize(
    "name", ["", "%2e%2e/app.py", "templates/start.html", "tsconfig.json", "pages", "pages%00.css"]
)
def test_no_other_file_is_reached(name: str) -> None:
    """
    Only what was found at the start, by exact name.
    """
    status, _ = Service().refused("GET", f"/web/{name}")

    assert status == 404


def test_health_tells_alive_from_ready() -> None:
    """
    A service that was asked to stop is alive and not ready.
    """
    service = Service()
    before = service.call("GET", "/health/ready")
    service.services.draining = True
    after = service.call("GET", "/health/ready")

    assert (200, 503) == (before.status_code, after.status_code)
    assert after.headers["retry-after"]
    assert 200 == service.call("GET", "/health/live").status_code


@pytest.mark.parametrize("path", ["/health/live", "/v1/openapi.json", "/", "/web/pages/pages.css"])
def test_head_gives_the_headers_alone(path: str) -> None:
    """
    What can be read can be asked about.
    """
    service = Service()

    reply = service.call("HEAD", path)

    assert (200, b"") == (reply.status_code, reply.content)


def test_options_names_the_methods_and_opens_nothing() -> None:
    """
    Anybody may ask which methods an address takes.
    """
    reply = Service().call("OPTIONS", "/v1/learners")

    assert (200, {"GET", "HEAD", "OPTIONS", "POST"}) == (reply.status_code, set(reply.headers["allow"].split(", ")))


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/v1/learners"), ("PATCH", "/"), ("POST", "/health/live")])
def test_another_method_is_a_problem_that_names_the_right_ones(method: str, path: str) -> None:
    """
    A 405 has an Allow header.
    """
    service = Service()

    assert (405, "method_not_allowed") == service.refused(method, path)
    assert service.call(method, path).headers["allow"]


def test_an_address_that_is_not_there_is_a_problem() -> None:
    """
    Also a 404 says what to do.
    """
    assert (404, "not_found") == Service().refused("GET", "/v2/everything")
