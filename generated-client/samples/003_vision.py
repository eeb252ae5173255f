"""Vision, Python: three attempts. Only 200 is a success. After a 429, the sample waits for the whole number of seconds in Retry-After,
or for 5 seconds without this header; after 500 and above, for 2^n seconds and up to half a second more. It reads other errors only in
the shape of the middleware."""

from wire import Refused, exchange, pause, report

ATTEMPTS = 3


def call(method, url):
    for n in range(ATTEMPTS):
        answer = exchange(method, url)
        if answer.status == 200:
            answer.json()
            return answer.status
        if answer.status == 429:
            pause(int(answer.headers.get("Retry-After", 5)))
        elif answer.status >= 500:
            pause(2**n, jitter=0.5)
        else:
            body = answer.json()
            error = body.get("error", {})
            raise Refused(f"code {error.get('code')}, request {'given' if body.get('request_id') else None}")
    raise Refused("attempts used up")


report(call)
