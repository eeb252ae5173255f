//! Durations in scripts.

use super::Mistake;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::time::Duration;

/// The maximum delay of a response.
pub(crate) const LONGEST: Duration = Duration::from_secs(600);

/// `200ms`, `2s`, `1m`.
pub(super) fn duration(text: &str) -> Result<Duration, Mistake> {
    let instead = || "write a whole number and `ms`, `s` or `m`, at most `10m`: `200ms`".to_owned();
    let wrong = || Mistake(format!("`{text}` is not a duration"), instead());
    let at = text.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?;
    let (digits, unit) = text.split_at(at);
    let unit = match unit {
        "ms" => 1,
        "s" => 1000,
        "m" => 60_000,
        _ => return Err(wrong()),
    };
    let millis = digits.parse::<u64>().map_err(|_| wrong())?.saturating_mul(unit);
    let time = Duration::from_millis(millis);
    if time > LONGEST { Err(Mistake(format!("`{text}` is too long"), instead())) } else { Ok(time) }
}

/// `200ms`.
pub(crate) fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let text = String::deserialize(deserializer)?;
    duration(&text).map_err(|Mistake(problem, instead)| D::Error::custom(format!("{problem}; {instead}")))
}
