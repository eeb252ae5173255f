//! Parsers of the values of arguments.

use std::time::Duration;

/// Parses the number of clients: at least one, and no more than fit into memory.
pub(crate) fn clients(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(0) => Err("at least one client is required".to_owned()),
        Ok(clients @ 1..=100_000) => Ok(clients),
        _ => Err("expected a whole number from 1 to 100000".to_owned()),
    }
}

/// Parses a duration, which is written as in a spec.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    match errspec_spec::syntax::parse_duration(text) {
        Some(Duration::ZERO) => Err("expected a duration greater than zero".to_owned()),
        Some(duration) => Ok(duration),
        None => Err("expected a number and a unit, such as `250ms`, `1.5s`, `2m` or `1h`".to_owned()),
    }
}

/// Checks that a text is a Rust path, such as `::errspec` or `crate::runtime`.
pub(crate) fn rust_path(text: &str) -> Result<String, String> {
    let is_start = |c: char| c.is_ascii_alphabetic() || c == '_';
    let is_name = |part: &str| part.starts_with(is_start) && part.chars().all(|c| is_start(c) || c.is_ascii_digit());
    match text.strip_prefix("::").unwrap_or(text).split("::").all(is_name) {
        true => Ok(text.to_owned()),
        false => Err("expected a Rust path, such as `::errspec` or `crate::runtime`".to_owned()),
    }
}

/// Parses a share in percent.
pub(crate) fn percent(text: &str) -> Result<f64, String> {
    let share = text.strip_suffix('%').unwrap_or(text).trim().parse::<f64>().ok();
    share.filter(|share| (0.0..=100.0).contains(share)).ok_or_else(|| "expected a number from 0 to 100".to_owned())
}

/// Checks that a text is a JSON Pointer.
pub(crate) fn pointer(text: &str) -> Result<String, String> {
    match text.is_empty() || text.starts_with('/') {
        true => Ok(text.to_owned()),
        false => Err("expected a JSON Pointer, such as `/data/id`".to_owned()),
    }
}
