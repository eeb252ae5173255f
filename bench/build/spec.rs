//! A catalog as a spec.

use std::fmt::Write as _;

pub(super) fn message(at: usize, code: &str) -> String {
    format!("{} ({at})", code.to_lowercase().replace('_', " "))
}

pub(super) fn status(at: usize) -> usize {
    [400, 401, 403, 404, 409, 429, 500, 503][at % 8]
}

pub(super) fn spec(name: &str, codes: &[String]) -> String {
    let mut text = format!("errspec: 1\nname: codes_{name}\nstatuses:\n");
    for status in [400, 401, 403, 404, 409, 429, 500, 503] {
        let _ = writeln!(text, "  {status}: Status {status}");
    }
    text.push_str("errors:\n  ErrorCode:\n    codes:\n");
    for (at, code) in codes.iter().enumerate() {
        let _ = writeln!(text, "      \"{code}\": {{ summary: \"{}\", status: {} }}", message(at, code), status(at));
    }
    text
}
