//! Parses the text of single values exactly.

use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Span;
use errspec_core::retry::Factor;
use std::fmt;
use std::time::Duration;

/// A range of statuses, with both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatusRange {
    pub from: u16,
    pub to: u16,
}

impl StatusRange {
    pub fn contains(self, status: u16) -> bool {
        self.from <= status && status <= self.to
    }

    /// What remains of some ranges when one is removed from them.
    pub fn without(ranges: &[Self], out: Self) -> Vec<Self> {
        let mut left = Vec::with_capacity(ranges.len());
        for range in ranges {
            if range.to < out.from || out.to < range.from {
                left.push(*range);
                continue;
            }
            if range.from < out.from {
                left.push(Self { from: range.from, to: out.from - 1 });
            }
            if out.to < range.to {
                left.push(Self { from: out.to + 1, to: range.to });
            }
        }
        left
    }
}

/// `404`, `4xx` or `500-599`.
impl fmt::Display for StatusRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = self.from / 100;
        match (self.from, self.to) {
            (from, to) if from == to => write!(f, "{from}"),
            (from, to) if from == class * 100 && to == class * 100 + 99 => write!(f, "{class}xx"),
            (from, to) => write!(f, "{from}-{to}"),
        }
    }
}

/// An exact decimal: `digits / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Decimal {
    pub digits: u64,
    pub scale: u8,
}

impl Decimal {
    /// The number to compute with.
    pub const fn factor(self) -> Factor {
        Factor::decimal(self.digits, self.scale)
    }
}

/// `*`, `**`, `-`, `{id}`, `[0]` or `items[*]`: how templates and paths write a variable part or an item.
pub(super) fn is_wildcard(token: &str) -> bool {
    let index = |inside: &str| inside.is_empty() || inside == "*" || digits(inside);
    matches!(token, "*" | "**" | "-")
        || (token.contains('{') && token.ends_with('}'))
        || token.strip_suffix(']').and_then(|rest| rest.split_once('[')).is_some_and(|(_, inside)| index(inside))
}

pub(super) fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// An integer as a spec writes it: `-32700` or `0x1F`.
pub(crate) fn parse_integer(text: &str) -> Option<i64> {
    if !is_integer(text) {
        return None;
    }
    let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let magnitude = match rest.strip_prefix("0x") {
        Some(hex) => i128::from_str_radix(hex, 16).ok()?,
        None => rest.parse::<i128>().ok()?,
    };
    i64::try_from(if negative { -magnitude } else { magnitude }).ok()
}

/// Whether a text is an integer of any size.
fn is_integer(text: &str) -> bool {
    let rest = text.strip_prefix('-').unwrap_or(text);
    match rest.strip_prefix("0x") {
        Some(hex) => !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()),
        None => digits(rest) && (rest == "0" || !rest.starts_with('0')),
    }
}

/// The finding for an integer that does not fit into 64 bits.
pub(crate) fn out_of_range(text: &str, span: Span) -> Option<Diagnostic> {
    let message = format!("`{text}` is out of range");
    let finding = Diagnostic::new(&rules::BAD_NUMBER, span, message);
    is_integer(text).then(|| finding.note(format!("Integers have 64 bits with a sign: from {} to {}.", i64::MIN, i64::MAX)))
}

/// A status from 100 to 999, written with exactly three digits.
pub(super) fn parse_status(text: &str) -> Option<u16> {
    let value = (text.len() == 3 && digits(text)).then(|| text.parse::<u16>().ok())?;
    value.filter(|status| *status >= 100)
}

/// `404`, `4xx` or `500-599`.
pub(super) fn parse_status_range(text: &str) -> Option<StatusRange> {
    if let Some(one) = parse_status(text) {
        return Some(StatusRange { from: one, to: one });
    }
    if let Some(class) = text.strip_suffix("xx").filter(|class| class.len() == 1) {
        let class = class.parse::<u16>().ok().filter(|class| (1..=9).contains(class))?;
        return Some(StatusRange { from: class * 100, to: class * 100 + 99 });
    }
    let (from, to) = text.split_once('-')?;
    let range = StatusRange { from: parse_status(from.trim())?, to: parse_status(to.trim())? };
    (range.from <= range.to).then_some(range)
}

/// `4xx` for `4XX`.
pub(super) fn lower_case_class(text: &str) -> Option<String> {
    let class = text.to_ascii_lowercase();
    (class != text && parse_status_range(&class).is_some()).then_some(class)
}

/// Whether a text is a decimal of any size.
pub(super) fn is_decimal(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    digits(whole) && digits(fraction)
}

pub(super) fn parse_decimal(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !is_decimal(text) || fraction.len() > 9 {
        return None;
    }
    let digits = format!("{whole}{fraction}").parse().ok()?;
    Some(Decimal { digits, scale: fraction.len() as u8 })
}

/// The units of a duration, in nanoseconds.
pub(super) const UNITS: [(&str, u128); 7] = [
    ("ns", 1),
    ("us", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
    ("d", 86_400_000_000_000),
];

/// A duration as a spec writes it, such as `1.5s`. `None` if it is not one, is finer than a nanosecond, or is longer than a century.
pub fn parse_duration(text: &str) -> Option<Duration> {
    let unit_at = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at(unit_at);
    let (_, nanos_per_unit) = UNITS.iter().find(|(known, _)| *known == unit)?;
    let number = parse_decimal(number)?;
    let scale = 10u128.pow(u32::from(number.scale));
    let nanos = u128::from(number.digits).checked_mul(*nanos_per_unit)?;
    let exact = nanos % scale == 0;
    let nanos = nanos / scale;
    let secs = u64::try_from(nanos / 1_000_000_000).ok()?;
    let limit = 100 * 365 * 86_400;
    (exact && secs <= limit).then(|| Duration::new(secs, (nanos % 1_000_000_000) as u32))
}
