//! What `resolve` prints, as its help describes it.

/// What is printed, for people who process it.
pub(crate) const SHAPE: &str = r#"What is printed:
  One object with the sections of the language, all of them, in its order; `ranges` are the
  defaults of `4xx` and the like, and `files` are the files that were read. What is named in
  the spec is an object by name (`.errors.ErrorCode.codes.CARD_DECLINED`), the rest is a list.
  `errspec` is the version of the language, `resolved` that of this format.

  A fact has exactly four members:
    { "value": { "class": "throttled" },
      "from": "spec/payments.yaml:29:16",
      "via": "group limits",
      "basis": "stated" }
  `from` is where it was written, null for a default of the language. `via` is how it came to its
  entry: `own`, `extends CATALOG`, `group NAME`, `catalog NAME`, `status 404`, `range 4xx`,
  `registry` (of HTTP statuses), `default`, or `answer` where the status of the answer decides;
  then `value` is null. `basis` says how sure it is.

  All else is plain: only the entry itself can say it. `place` is where an entry was written, and
  its `basis` is how sure it is as a whole. Members without a value are left out, sections never.
  `errspec json-schema --of resolved` prints the JSON Schema, which describes every member."#;
