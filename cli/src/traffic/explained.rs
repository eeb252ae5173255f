//! The format of traffic, as the help of `audit` describes it.

/// The description of a line, for people who record traffic.
pub(crate) const SHAPE: &str = r#"Traffic:
  One JSON object per line and attempt, in the order in which the requests were sent:
    { "at": "2026-01-31T12:00:00.250Z", "duration": 0.12,
      "method": "POST", "path": "/parcels", "request": { "Idempotency-Key": "7d2" },
      "status": 429, "headers": { "Retry-After": "5" }, "body": { "error": { "code": "BUSY" } } }
  Only `status` is required or, if there was no response, `failure`: connect, timeout, reset, tls or
  other. What a record does not have is not audited.

  at, duration     when the request was sent (or seconds since 1970), and the seconds until the
                   response was complete
  operation        the operation of the contract; without it, `method` and `path` decide
  request, headers the headers of the request and of the response; a value can be a list
  body             the body: a string for text, and any other value for JSON
  call, attempt    which attempts belong to one call (any text), and the number of the attempt
  machine, job     the job that the response reports, and its machine if the operation names none
  command          the command that the request sends to the job

  Attempts belong to one call if they have the same `call` or, without one, the same operation
  and the same idempotency key. A request ID in the request joins attempts only if their numbers
  follow one another. Attempts that nothing joins are not taken for repetitions, and an attempt
  that was sent before the last response had arrived is not judged.

  `errspec json-schema --of traffic` prints the JSON Schema."#;
