"""Jobs, Python: three attempts of a POST. Only 200 is a success. After 429, 500, 503 and a lost response, the sample waits 2^n seconds.
It raises any other error inside the block that treats every exception of the library as a lost response."""

from wire import Lost, Refused, Unreadable, exchange, pause, report

ATTEMPTS = 3
RETRIED = {429, 500, 503}


def call(method, url):
    for n in range(ATTEMPTS):
        try:
            answer = exchange(method, url, b"{}")
            if answer.status == 200:
                answer.json()
                return answer.status
            if answer.status in RETRIED:
                pause(2**n)
            else:
                answer.raise_for_status()
        except (Lost, Refused, Unreadable):
            if n + 1 == ATTEMPTS:
                raise
            pause(2**n)
    raise Refused("attempts used up")


report(call)
