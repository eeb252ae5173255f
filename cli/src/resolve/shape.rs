//! What `resolve` prints, as its help describes it.

/// The description of the output, for people who process it.
pub(crate) const SHAPE: &str = r#"Output:
  One object with all sections of the language, in the order of the reference. `ranges` has the
  defaults of ranges such as `4xx`, and `files` the files that were read. Entries that have a name
  in the spec are members of an object (`.errors.ErrorCode.codes.CARD_DECLINED`); all others are
  items of a list. `errspec` is the version of the language, `resolved` the version of this format.

  A fact has exactly four members:
    { "value": { "class": "throttled" },
      "from": "spec/payments.yaml:29:16",
      "via": "group limits",
      "basis": "stated" }
  `from` is where it was written, or null for a default of the language. `via` says how the entry
  got it: `own`, `extends CATALOG`, `group NAME`, `catalog NAME`, `status 404`, `range 4xx`,
  `registry` (of HTTP statuses), `default`, or `response` if the status of the response decides,
  in which case `value` is null. `basis` says how certain it is.

  Everything that an entry cannot inherit is a plain value. `location` is where an entry was written,
  and its `basis` is that of the entry as a whole. Members without a value are omitted, sections
  are not. `errspec json-schema --of resolved` prints the JSON Schema, which describes every member."#;
