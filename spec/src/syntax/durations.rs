//! Durations, and what people write instead of them.

use super::ctx::{Ctx, written};
use super::form;
use super::values::{UNITS, digits, is_decimal, parse_duration};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Spanned;
use crate::yaml::Node;
use std::time::Duration;

/// `250ms`, `1.5s`, `2m`, `1h`, `30d`.
pub(super) fn duration(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Duration>> {
    ctx.form(node, &form::DURATION);
    let value = node.scalar().and_then(|scalar| parse_duration(&scalar.text));
    if value.is_none() {
        let text = node.scalar().map_or("", |scalar| scalar.text.as_str());
        let unit = text.find(|c: char| c.is_ascii_alphabetic()).map_or("", |at| text.split_at(at).1);
        if UNITS.iter().any(|(known, _)| *known == unit) && is_decimal(text.trim_end_matches(unit)) {
            let message = format!("`{text}` is out of range");
            let note = "A duration is a whole number of nanoseconds, with at most nine decimals, and at most 36500 days.";
            ctx.sink.push(Diagnostic::new(&rules::BAD_DURATION, node.span, message).note(note));
            return None;
        }
        let finding = Diagnostic::new(&rules::BAD_DURATION, node.span, format!("expected a duration, found {}", written(node)))
            .note("A duration is a number and a unit: `250ms`, `1s`, `1.5s`, `2m`, `1h`, `30d`.");
        ctx.sink.push(match node.scalar().map(|scalar| scalar.text.as_str()).filter(|text| digits(text)) {
            // A number with three or more digits may be in milliseconds rather than in seconds.
            Some(number) if number.len() > 2 => finding.note(format!("`{number}ms` are milliseconds, `{number}s` seconds.")),
            Some(number) => finding.fix(node.span, format!("{number}s"), format!("for seconds, write `{number}s`")),
            None => match meant(text) {
                Some(meant) => finding.fix(node.span, meant.as_str(), format!("did you mean `{meant}`?")),
                None => finding,
            },
        });
    }
    value.map(|value| Spanned::new(value, node.span))
}

/// A duration above zero: a time limit, or an interval.
pub(super) fn positive(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Duration>> {
    let duration = duration(ctx, node)?;
    above_zero(ctx, node, duration)
}

/// The duration, if it is above zero.
pub(super) fn above_zero(ctx: &mut Ctx, node: &Node, duration: Spanned<Duration>) -> Option<Spanned<Duration>> {
    if duration.value.is_zero() && !ctx.is_probing() {
        let message = format!("expected a duration above zero, found {}", written(node));
        let note = "A limit of zero leaves no time for a request, and an interval of zero leaves no time between two.";
        ctx.sink.push(Diagnostic::new(&rules::BAD_DURATION, node.span, message).note(note));
        return None;
    }
    Some(duration)
}

/// A duration, where a word is allowed as well; the note names it.
pub(super) fn duration_or(ctx: &mut Ctx, node: &Node, note: &str) -> Option<Spanned<Duration>> {
    if ctx.is_probing() {
        return duration(ctx, node);
    }
    let mut inner = Ctx::default();
    let value = duration(&mut inner, node);
    for finding in inner.sink.into_sorted() {
        ctx.sink.push(finding.note(note));
    }
    value
}

/// A duration in another notation: `5 s`, `5S`, `5 seconds`, `5µs`.
fn meant(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let (number, unit) = lower.split_at(lower.find(char::is_alphabetic)?);
    let number = number.trim_end();
    let unit = match unit {
        "sec" | "secs" | "second" | "seconds" => "s",
        "min" | "mins" | "minute" | "minutes" => "m",
        "hr" | "hrs" | "hour" | "hours" => "h",
        "day" | "days" => "d",
        "msec" | "millis" | "millisecond" | "milliseconds" => "ms",
        "µs" | "μs" | "usec" | "microsecond" | "microseconds" => "us",
        "nanosecond" | "nanoseconds" => "ns",
        unit => unit,
    };
    let duration = format!("{number}{unit}");
    (is_decimal(number) && parse_duration(&duration).is_some()).then_some(duration)
}
