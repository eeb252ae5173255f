//! The description of what is printed.

/// What is printed, for people who process it.
pub(crate) const SHAPE: &str = r#"What is printed:
  One object with the sections of the language, all of them, in its order; `ranges` are the
  defaults of `4xx` and the like, and `files` are the files that were read. What is named in
  the spec is an object by name (`.errors.ErrorCode.codes.CARD_DECLINED`), the rest is a list.

  A fact has exactly four members:
    { "value": { "class": "throttled" },
      "from": "spec/payments.yaml:29:16",
      "via": "group limits",
      "basis": "stated" }
  `from` is where it was written, null for a default of the language. `via` is the way it came:
  `own`, `extends CATALOG`, `group NAME`, `catalog NAME`, `status 404`, `range 4xx`,
  `registry` (of HTTP statuses) or `default`. `basis` says how sure it is.
  These are facts wherever they stand: title, summary, action, category, retry, effect, expires,
  since, deprecated, docs, phrase; in `retry` also attempts, deadline, attempt_timeout, backoff
  and jitter; in machines settle; `status` of codes and groups is a list of facts. Statuses and
  codes always have category, retry and effect; other entries have what was written for them.
  Where a code has no status or several, they may come with the one of the answer: then `value` is
  null and `via` is `answer`.

  A status or code has `exceptions` where rules say otherwise of some of its outcomes: for each the
  place of the `rule` in `.retry.rules`, from 0, and its `class`. A catalog's `read_as` lists the
  roles (`code`, `type`) in which bodies read it. Where it is empty, what its codes say of retry and
  effect decides only where the program names a code itself; otherwise the status decides. In a
  contract without bodies and statuses it always does.

  All else is plain: only the entry itself can say it. `place` is where an entry was written, and
  its `basis` is how sure it is as a whole. Members without a value are left out, sections never.
  Durations are texts in seconds ("1.5s"), decimals are texts ("1.5"), status ranges are texts
  ("404", "4xx", "500-599")."#;
