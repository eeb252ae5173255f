"""AutoRetouch, Python: three attempts. Only 200 is a success. After 429, 500 and 503, the sample waits 2^n + 1 seconds. It raises other
errors."""

from wire import Refused, exchange, pause, report

ATTEMPTS = 3
RETRIED = {429, 500, 503}


def call(method, url):
    for n in range(ATTEMPTS):
        answer = exchange(method, url)
        if answer.status == 200:
            return answer.status
        if answer.status in RETRIED:
            pause(2**n + 1)
        else:
            answer.raise_for_status()  # A 201 is no error, and no success either: the next attempt follows at once.
    raise Refused("attempts used up")


report(call)
