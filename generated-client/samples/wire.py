"""What the Python samples share: one exchange, and waits that are written down instead of slept."""

import http.client
import json
import sys
import urllib.error
import urllib.request

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Lost(Exception):
    """No answer came, or none that is HTTP."""


class Refused(Exception):
    """The answer is an error."""


class Unreadable(Exception):
    """A body that should be JSON is not."""


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise Unreadable("body is no JSON") from error

    def raise_for_status(self):
        """Raises for 400 and above, and for nothing else."""
        if self.status >= 400:
            raise Refused(f"HTTP {self.status}")


def exchange(method, url, body=None):
    """One request; every status is an answer."""
    headers = {"Content-Type": "application/json"} if body is not None else {}
    request = urllib.request.Request(url, data=body, headers=headers, method=method)
    try:
        with _direct.open(request, timeout=30) as response:
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read())
    except (OSError, http.client.HTTPException) as error:
        raise Lost("no answer") from error


_waits = []


def pause(seconds, jitter=0):
    """A wait of so many seconds, and up to so many more by chance. It is written down and not waited for."""
    _waits.append([seconds, jitter])


def report(call):
    """Runs a sample on the method and each address of the command line; prints how it ended and what it would have waited, a line each."""
    method, *urls = sys.argv[1:]
    for url in urls:
        _waits.clear()
        try:
            end = f"returns {call(method, url)}"
        except (Lost, Refused, Unreadable) as error:
            end = f"raises: {error}"
        except Exception as error:  # What the sample's author did not think of.
            end = f"crashes: {type(error).__name__}"
        print(json.dumps({"end": end, "waits": _waits}))
