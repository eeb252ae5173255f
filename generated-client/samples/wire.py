"""Shared by the Python samples: one exchange with the server, and delays that are recorded instead of slept."""

import http.client
import json
import sys
import urllib.error
import urllib.request

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Lost(Exception):
    """There was no response, or it was not HTTP."""


class Refused(Exception):
    """The response is an error."""


class Unreadable(Exception):
    """A body that should be JSON is not."""


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise Unreadable("body is not JSON") from error

    def raise_for_status(self):
        """Raises an exception only for a status of 400 or above."""
        if self.status >= 400:
            raise Refused(f"HTTP {self.status}")


def exchange(method, url, body=None):
    """Sends one request and returns the response, whatever its status."""
    headers = {"Content-Type": "application/json"} if body is not None else {}
    request = urllib.request.Request(url, data=body, headers=headers, method=method)
    try:
        with _direct.open(request, timeout=30) as response:
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read())
    except (OSError, http.client.HTTPException) as error:
        raise Lost("no response") from error


_waits = []


def pause(seconds, jitter=0):
    """Records a delay of `seconds`, plus a random part of up to `jitter` seconds, without sleeping."""
    _waits.append([seconds, jitter])


def report(call):
    """Runs a sample with the method and each URL on the command line. For each URL, prints a line with the result and the delays."""
    method, *urls = sys.argv[1:]
    for url in urls:
        _waits.clear()
        try:
            end = f"returns {call(method, url)}"
        except (Lost, Refused, Unreadable) as error:
            end = f"raises: {error}"
        except Exception as error:  # The sample does not handle this.
            end = f"crashes: {type(error).__name__}"
        print(json.dumps({"end": end, "waits": _waits}))
