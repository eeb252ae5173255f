"""Jobs, Python: three attempts of a POST; 200 is the success; 429, 500, 503 and lost answers wait 2^n seconds; what else is an
error is raised inside the block that takes any of the library's exceptions for a lost answer."""

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
