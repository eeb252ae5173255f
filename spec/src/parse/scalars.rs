//! Numbers, durations, status ranges, pointers: exact, from text.

use super::ctx::{Ctx, written};
use crate::diag::Diagnostic;
use crate::source::{Span, Spanned};
use crate::written::{Decimal, StatusRange};
use crate::yaml::Node;
use std::time::Duration;

impl Ctx {
    /// A whole number from `min` to `max`.
    pub(super) fn number(&mut self, node: &Node, min: u32, max: u32) -> Option<Spanned<u32>> {
        let value = node.scalar().filter(|s| digits(&s.text)).and_then(|s| s.text.parse().ok());
        match value {
            Some(value) if (min..=max).contains(&value) => Some(Spanned::new(value, node.span)),
            _ => {
                let message = format!("expected a whole number from {min} to {max}, found {}", written(node));
                self.sink.push(Diagnostic::error("bad-number", node.span, message));
                None
            }
        }
    }

    /// An integer code, mask or bound: decimal or `0x…`.
    pub(super) fn integer(&mut self, node: &Node) -> Option<Spanned<i64>> {
        let value = node.scalar().and_then(|scalar| integer(&scalar.text));
        if value.is_none() {
            let message = format!("expected an integer, found {}", written(node));
            let too_large = node.scalar().and_then(|scalar| out_of_range(&scalar.text, node.span));
            self.sink.push(too_large.unwrap_or_else(|| {
                Diagnostic::error("bad-number", node.span, message).note("Write it in decimal, or in hexadecimal after `0x`.")
            }));
        }
        value.map(|value| Spanned::new(value, node.span))
    }

    /// `250ms`, `1.5s`, `2m`, `1h`, `30d`.
    pub(super) fn duration(&mut self, node: &Node) -> Option<Spanned<Duration>> {
        let value = node.scalar().and_then(|scalar| duration(&scalar.text));
        if value.is_none() {
            let text = node.scalar().map_or("", |scalar| scalar.text.as_str());
            let unit = text.find(|c: char| c.is_ascii_alphabetic()).map_or("", |at| text.split_at(at).1);
            if UNITS.iter().any(|(known, _)| *known == unit) && is_decimal(text.trim_end_matches(unit)) {
                let message = format!("`{text}` is out of range");
                let note = "A duration is a whole number of nanoseconds, with at most nine decimals, and at most 36500 days.";
                self.sink.push(Diagnostic::error("bad-duration", node.span, message).note(note));
                return None;
            }
            let finding = Diagnostic::error("bad-duration", node.span, format!("expected a duration, found {}", written(node)))
                .note("A duration is a number and a unit: `250ms`, `1s`, `1.5s`, `2m`, `1h`, `30d`.");
            self.sink.push(match node.scalar().map(|scalar| scalar.text.as_str()).filter(|text| digits(text)) {
                // Three digits and more are milliseconds as often as seconds.
                Some(number) if number.len() > 2 => {
                    finding.note(format!("`{number}ms` are milliseconds, `{number}s` seconds."))
                }
                Some(number) => finding.fix(node.span, format!("{number}s"), format!("for seconds, write `{number}s`")),
                None => finding,
            });
        }
        value.map(|value| Spanned::new(value, node.span))
    }

    /// A duration, where a word would do too: the note says which.
    pub(super) fn duration_or(&mut self, node: &Node, note: &str) -> Option<Spanned<Duration>> {
        let mut inner = Ctx::default();
        let value = inner.duration(node);
        for finding in inner.sink.into_sorted() {
            self.sink.push(finding.note(note));
        }
        value
    }

    /// An exact decimal above zero.
    pub(super) fn decimal(&mut self, node: &Node) -> Option<Spanned<Decimal>> {
        let value = node.scalar().and_then(|scalar| decimal(&scalar.text)).filter(|decimal| decimal.digits > 0);
        if value.is_none() {
            let large = node.scalar().is_some_and(|scalar| {
                is_decimal(&scalar.text) && scalar.text.bytes().any(|digit| (b'1'..=b'9').contains(&digit))
            });
            let (message, note) = match large {
                true => (
                    format!("{} is out of range", written(node)),
                    "A decimal has at most nine decimals and nineteen digits in all.",
                ),
                false => (
                    format!("expected a decimal above zero, found {}", written(node)),
                    "Write it like `2` or `1.5`, with at most nine decimals.",
                ),
            };
            self.sink.push(Diagnostic::error("bad-number", node.span, message).note(note));
        }
        value.map(|value| Spanned::new(value, node.span))
    }

    /// An HTTP status.
    pub(super) fn status(&mut self, node: &Node) -> Option<Spanned<u16>> {
        let value = node.scalar().and_then(|scalar| status(&scalar.text));
        if value.is_none() {
            self.bad_status(node, "an HTTP status from 100 to 999", "Name each of several: `status: [400, 404]`.");
        }
        value.map(|value| Spanned::new(value, node.span))
    }

    /// `404`, `4xx` or `500-599`.
    pub(super) fn status_range(&mut self, node: &Node) -> Option<Spanned<StatusRange>> {
        let value = node.scalar().and_then(|scalar| status_range(&scalar.text));
        if value.is_none() {
            self.bad_status(node, "a status (`404`), a class (`4xx`) or a range (`500-599`)", "");
        }
        value.map(|value| Spanned::new(value, node.span))
    }

    /// A JSON Pointer (RFC 6901).
    pub(super) fn pointer(&mut self, node: &Node) -> Option<Spanned<String>> {
        let text = self.text(node)?;
        self.checked_pointer(text)
    }

    pub(super) fn checked_pointer(&mut self, text: Spanned<String>) -> Option<Spanned<String>> {
        let bad_escape = text.match_indices('~').any(|(at, _)| !matches!(text.as_bytes().get(at + 1), Some(b'0' | b'1')));
        if text.starts_with('/') && !bad_escape {
            self.literal_token(&text);
            return Some(text);
        }
        let finding = Diagnostic::error("bad-pointer", text.span, format!("`{}` is not a JSON Pointer", text.value));
        let slashed = format!("/{}", text.value.trim_start_matches('$').trim_start_matches('.').replace('.', "/"));
        self.sink.push(if bad_escape {
            finding.note("In a JSON Pointer (RFC 6901) a tilde is written `~0` and a slash in a name `~1`.")
        } else {
            finding.fix(text.span, &slashed, format!("a JSON Pointer starts with a slash: `{slashed}`"))
        });
        None
    }

    /// A step that other notations read as "any": here it is the name of a member.
    fn literal_token(&mut self, pointer: &Spanned<String>) {
        let Some(token) = pointer.split('/').skip(1).find(|token| is_wildcard(token)) else { return };
        let message = format!("`{token}` in a JSON Pointer is a member of that name, and stands for nothing else");
        let finding = Diagnostic::warning("literal-wildcard", pointer.span, message);
        self.sink.push(finding.note(
            "A pointer names one place (RFC 6901): an item of a list is its index, as in `/errors/0`. All items of a list are a field of \
             the type `{ list: { code: string } }`. If the member has this name, accept this under `lints.allow`.",
        ));
    }

    /// Reports a key that points to a member instead of naming it.
    pub(super) fn is_member(&mut self, key: &str, span: Span) {
        if let Some(name) = key.strip_prefix('/') {
            let finding =
                Diagnostic::warning("literal-pointer", span, format!("`{key}` is the name of a member here, and no pointer"));
            self.sink.push(match name.is_empty() || name.contains(['/', '~']) {
                true => finding.note("Write the member's name; what lies deeper is a member of the type `json`."),
                false => finding.fix(span, name, format!("the member is written `{name}`")),
            });
        }
    }

    fn bad_status(&mut self, node: &Node, wanted: &str, several: &str) {
        let finding = Diagnostic::error("bad-status", node.span, format!("expected {wanted}, found {}", written(node)));
        let text = node.scalar().map_or("", |scalar| scalar.text.as_str());
        self.sink.push(match lower_case_class(text) {
            _ if !several.is_empty() && status_range(&text.to_ascii_lowercase()).is_some() => finding.note(several),
            Some(class) => finding.fix(node.span, &class, format!("a class is written `{class}`")),
            None => finding,
        });
    }
}

/// `*`, `**`, `-`, `{id}`, `[0]` or `items[*]`: how templates and paths write a step that varies, or an item.
pub(super) fn is_wildcard(token: &str) -> bool {
    let index = |inside: &str| inside.is_empty() || inside == "*" || digits(inside);
    matches!(token, "*" | "**" | "-")
        || (token.contains('{') && token.ends_with('}'))
        || token.strip_suffix(']').and_then(|rest| rest.split_once('[')).is_some_and(|(_, inside)| index(inside))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `-32700`, `0x1F`: an integer as a spec writes it.
pub(crate) fn integer(text: &str) -> Option<i64> {
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

/// Whether a text is written as an integer, of whatever size.
fn is_integer(text: &str) -> bool {
    let rest = text.strip_prefix('-').unwrap_or(text);
    match rest.strip_prefix("0x") {
        Some(hex) => !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()),
        None => digits(rest) && (rest == "0" || !rest.starts_with('0')),
    }
}

/// The finding for an integer that has more than 64 bits.
pub(crate) fn out_of_range(text: &str, span: Span) -> Option<Diagnostic> {
    let message = format!("`{text}` is out of range");
    let finding = Diagnostic::error("bad-number", span, message);
    is_integer(text).then(|| finding.note(format!("Integers have 64 bits with a sign: from {} to {}.", i64::MIN, i64::MAX)))
}

/// A status from 100 to 999 in exactly three digits.
pub(super) fn status(text: &str) -> Option<u16> {
    let value = (text.len() == 3 && digits(text)).then(|| text.parse::<u16>().ok())?;
    value.filter(|status| *status >= 100)
}

/// `404`, `4xx` or `500-599`.
pub(super) fn status_range(text: &str) -> Option<StatusRange> {
    if let Some(one) = status(text) {
        return Some(StatusRange { from: one, to: one });
    }
    if let Some(class) = text.strip_suffix("xx").filter(|class| class.len() == 1) {
        let class = class.parse::<u16>().ok().filter(|class| (1..=9).contains(class))?;
        return Some(StatusRange { from: class * 100, to: class * 100 + 99 });
    }
    let (from, to) = text.split_once('-')?;
    let range = StatusRange { from: status(from.trim())?, to: status(to.trim())? };
    (range.from <= range.to).then_some(range)
}

/// `4xx` for `4XX`.
pub(super) fn lower_case_class(text: &str) -> Option<String> {
    let class = text.to_ascii_lowercase();
    (class != text && status_range(&class).is_some()).then_some(class)
}

/// Whether a text is written as a decimal, of whatever size.
fn is_decimal(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    digits(whole) && digits(fraction)
}

pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !is_decimal(text) || fraction.len() > 9 {
        return None;
    }
    let digits = format!("{whole}{fraction}").parse().ok()?;
    Some(Decimal { digits, scale: fraction.len() as u8 })
}

/// The units of a duration, in nanoseconds.
const UNITS: [(&str, u128); 7] = [
    ("ns", 1),
    ("us", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
    ("d", 86_400_000_000_000),
];

/// A duration as a spec writes it, `1.5s`; nothing if it is none, is finer than a nanosecond or longer than a century.
pub fn duration(text: &str) -> Option<Duration> {
    let unit_at = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at(unit_at);
    let (_, nanos_per_unit) = UNITS.iter().find(|(known, _)| *known == unit)?;
    let number = decimal(number)?;
    let scale = 10u128.pow(u32::from(number.scale));
    let nanos = u128::from(number.digits).checked_mul(*nanos_per_unit)?;
    let exact = nanos % scale == 0;
    let nanos = nanos / scale;
    let secs = u64::try_from(nanos / 1_000_000_000).ok()?;
    let limit = 100 * 365 * 86_400;
    (exact && secs <= limit).then(|| Duration::new(secs, (nanos % 1_000_000_000) as u32))
}
