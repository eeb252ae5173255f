//! The format of traffic, as the help text of `audit` describes it.

/// The description of a line, for people who record traffic.
pub(crate) const SHAPE: &str = r#"Traffic:
  Each line is a JSON object that describes one attempt. The lines are in the order in which the
  requests were sent:
    { "at": "2026-01-31T12:00:00.250Z", "duration": 0.12,
      "method": "POST", "path": "/parcels", "request": { "Idempotency-Key": "7d2" },
      "status": 429, "headers": { "Retry-After": "5" }, "body": { "error": { "code": "BUSY" } } }
  A line only needs a `status` or, if there was no response, a `failure`: connect, timeout, reset,
  tls or other. What a line does not contain is not audited.

  at, duration     when the request was sent (RFC 3339, or seconds since 1970), and how many seconds
                   it took until the response was complete
  operation        the operation's name in the contract; without it, `method` and `path` decide
  request, headers the headers of the request and of the response; a value can be a list
  body             the body of the response: a string for text, and any other value for JSON
  call, attempt    the call that the attempt belongs to (any text), and its number, from 1
  machine, job     the machine of the job, if the operation names none, and the ID of the job
  command          the command that the request sends to the job

  Attempts belong to one call if they have the same `call` or, without one, the same operation
  and the same idempotency key. Attempts with the same request ID belong to one call only if
  their numbers follow one another. Every other attempt counts as a call of its own. So does an
  attempt that was sent before the response to the one before it had arrived.

  `errspec json-schema --of traffic` prints the JSON Schema."#;
