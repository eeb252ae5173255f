//! How single values are written, for the JSON Schema of contracts.
//!
//! A parser of a single value names its form first. When a contract is read, this does nothing.

/// How a single value is written.
#[allow(dead_code, reason = "only read for the JSON Schema")]
pub(super) enum Form<'w> {
    /// One of these words.
    Words { what: &'static str, words: &'w [&'static str] },
    /// A whole number.
    Number { min: i64, max: i64 },
    /// Text that matches a regular expression, with a description and examples. `types` has what YAML may take it for.
    Text {
        name: &'static str,
        about: &'static str,
        pattern: &'static str,
        types: &'static [&'static str],
        examples: &'static [&'static str],
    },
    /// The same, for text that is a number in some cases.
    Numeric {
        name: &'static str,
        about: &'static str,
        pattern: &'static str,
        number: &'static str,
        min: Option<i64>,
        examples: &'static [&'static str],
    },
    /// `true` or `false`.
    Boolean,
}

pub(super) const DURATION: Form<'_> = Form::Text {
    name: "a duration",
    about: "A decimal number and a unit: `ns`, `us`, `ms`, `s`, `m`, `h` or `d`.",
    pattern: r"^[0-9]+(\.[0-9]{1,9})?(ns|us|ms|s|m|h|d)$",
    types: &["string"],
    examples: &["250ms", "1.5s", "2m", "30d"],
};

pub(super) const TIMEOUT: Form<'_> = Form::Text {
    name: "a time limit",
    about: "A duration, or `required` if the caller must give a time limit.",
    pattern: r"^(required|[0-9]+(\.[0-9]{1,9})?(ns|us|ms|s|m|h|d))$",
    types: &["string"],
    examples: &["10m", "required"],
};

pub(super) const VERSION: Form<'_> = Form::Number { min: 1, max: 1 };

pub(super) const STATUS: Form<'_> = Form::Number { min: 100, max: 999 };

pub(super) const STATUS_RANGE: Form<'_> = Form::Numeric {
    name: "a status or range",
    about: "A status (`404`), a class (`4xx`) or a range (`500-599`).",
    pattern: r"^[1-9]([0-9]{2}( *- *[1-9][0-9]{2})?|xx)$",
    number: "integer",
    min: Some(100),
    examples: &["404", "4xx", "500-599"],
};

pub(super) const DECIMAL: Form<'_> = Form::Numeric {
    name: "a decimal",
    about: "An exact decimal number above zero, with at most nine decimal places.",
    pattern: r"^[0-9]+(\.[0-9]{1,9})?$",
    number: "number",
    min: Some(0),
    examples: &["2", "1.5"],
};

pub(super) const FACTOR: Form<'_> = Form::Numeric {
    name: "a factor",
    about: "A decimal number from 1 to 1000.",
    pattern: r"^[0-9]+(\.[0-9]{1,9})?$",
    number: "number",
    min: Some(1),
    examples: &["2", "1.5"],
};

pub(super) const TOKENS: Form<'_> = Form::Numeric {
    name: "an amount of tokens",
    about: "A decimal number with at most three decimal places.",
    pattern: r"^[0-9]+(\.[0-9]{1,3})?$",
    number: "number",
    min: Some(0),
    examples: &["1", "0.1"],
};

pub(super) const REFUND: Form<'_> = Form::Numeric {
    name: "a refund",
    about: "An amount of tokens, or `cost` for what the last retry took.",
    pattern: r"^(cost|[0-9]+(\.[0-9]{1,3})?)$",
    number: "number",
    min: Some(0),
    examples: &["0.1", "cost"],
};

pub(super) const STOP_BELOW: Form<'_> = Form::Numeric {
    name: "a reserve",
    about: "An amount of tokens, or `half` of the capacity.",
    pattern: r"^(half|[0-9]+(\.[0-9]{1,3})?)$",
    number: "number",
    min: Some(0),
    examples: &["half", "5"],
};

pub(super) const ATTEMPTS: Form<'_> = Form::Numeric {
    name: "a number of attempts",
    about: "How many times a call is sent, including the first (1 to 1000), or `unlimited` if the deadline is the only limit.",
    pattern: r"^(unlimited|[1-9][0-9]{0,3})$",
    number: "integer",
    min: Some(1),
    examples: &["3", "unlimited"],
};

pub(super) const INTEGER: Form<'_> = Form::Numeric {
    name: "an integer",
    about: "An integer, in decimal or in hexadecimal after `0x`.",
    pattern: r"^-?(0x[0-9A-Fa-f]+|0|[1-9][0-9]*)$",
    number: "integer",
    min: None,
    examples: &["-32700", "0x1F"],
};

pub(super) const MODULE: Form<'_> = Form::Text {
    name: "the name of a module",
    about: "Lowercase letters, digits and underscores, a letter first.",
    pattern: "^\\s*[a-z][a-z0-9_]*\\s*$",
    types: &["string", "boolean"],
    examples: &["payments"],
};

pub(super) const RUST_NAME: Form<'_> = Form::Text {
    name: "a name in generated code",
    about: "A letter followed by letters, digits and underscores.",
    pattern: "^\\s*[A-Za-z][A-Za-z0-9_]*\\s*$",
    types: &["string", "boolean"],
    examples: &["CardDeclined"],
};

pub(super) const URL: Form<'_> = Form::Text {
    name: "a URL",
    about: "An absolute URL.",
    pattern: r"^\s*https?://\S+\s*$",
    types: &["string"],
    examples: &["https://example.com/docs/errors"],
};

pub(super) const HEADER: Form<'_> = Form::Text {
    name: "a header name",
    about: "The name of a header.",
    pattern: r"^\s*[A-Za-z0-9!#$%&'*+.^_`|~-]+\s*$",
    types: &["string", "number", "boolean"],
    examples: &["Retry-After"],
};

pub(super) const PATH: Form<'_> = Form::Text {
    name: "a path",
    about: "A path, with its variable parts in braces.",
    pattern: r"^\s*/\S*\s*$",
    types: &["string"],
    examples: &["/v1/jobs/{id}"],
};

pub(super) const MEDIA_TYPE: Form<'_> = Form::Text {
    name: "a media type",
    about: "A media type, without parameters.",
    pattern: r"^\s*[^\s/;,*]+/[^\s;,*]+\s*$",
    types: &["string"],
    examples: &["application/problem+json"],
};

pub(super) const POINTER: Form<'_> = Form::Text {
    name: "a JSON Pointer",
    about: "A JSON Pointer (RFC 6901).",
    pattern: r"^\s*/([^~]|~[01])*$",
    types: &["string"],
    examples: &["/error/code"],
};

pub(super) const LOCATION: Form<'_> = Form::Text {
    name: "a JSON Pointer, or nothing",
    about: "A JSON Pointer (RFC 6901); the empty one is the whole document.",
    pattern: r"^(\s*/([^~]|~[01])*)?$",
    types: &["string"],
    examples: &["/error/code", ""],
};

pub(super) const EDGE: Form<'_> = Form::Text {
    name: "an edge",
    about: "States and the states that may follow them, with `|` between alternatives.",
    pattern: r"\S\s*->\s*\S",
    types: &["string"],
    examples: &["QUEUED -> RUNNING", "ACTIVE -> COMPLETED | FAILED"],
};
