//! Values as text on one line: durations, words, classes, lists.

use errspec_spec::source::Spanned;
use errspec_spec::syntax::{Backoff, Curve, Decimal, Retry, StatusRange};
use errspec_spec::words::{Action, Outcome, RetryClass, Word};
use heck::ToUpperCamelCase;
use std::time::Duration;

/// The variant of a word: `not_found` becomes `NotFound`.
pub(crate) fn variant(word: impl Word) -> String {
    word.as_str().to_upper_camel_case()
}

/// `#[allow(non_camel_case_types)]` if a name that the contract gives is not in the usual case of types and variants.
pub(super) fn allow_unusual(names: &[String]) -> &'static str {
    let unusual = |name: &str| name.contains('_') || name.starts_with(|c: char| c.is_ascii_lowercase());
    match names.iter().any(|name| unusual(name.trim_matches('_'))) {
        true => "#[allow(non_camel_case_types)]\n",
        false => "",
    }
}

/// `Duration::from_secs(30)`, in the largest unit that is exact.
pub(super) fn duration(duration: Duration) -> String {
    if duration.is_zero() {
        return "Duration::ZERO".to_owned();
    }
    let (secs, nanos) = (duration.as_secs(), duration.subsec_nanos());
    let millis = secs.checked_mul(1_000).map(|millis| millis + u64::from(nanos / 1_000_000));
    match (nanos, millis) {
        // Later compilers have a constructor for minutes, and Clippy asks for it.
        (0, _) if secs % 60 == 0 => format!("Duration::new({}, 0)", number(secs)),
        (0, _) => format!("Duration::from_secs({})", number(secs)),
        (nanos, Some(millis)) if nanos % 1_000_000 == 0 => format!("Duration::from_millis({})", number(millis)),
        _ => format!("Duration::new({}, {})", number(secs), number(nanos)),
    }
}

/// `Some(…)`.
pub(super) fn some(value: impl std::fmt::Display) -> String {
    format!("Some({value})")
}

/// `Some(…)` or `None`.
pub(super) fn option(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), some)
}

/// `2_592_000`.
pub(super) fn number(n: impl ToString) -> String {
    in_groups(&n.to_string(), 3)
}

/// The digits of a long number in groups.
pub(super) fn in_groups(digits: &str, group: usize) -> String {
    let (sign, digits) = digits.split_at(usize::from(digits.starts_with('-')));
    let (count, mut text) = (digits.len(), sign.to_owned());
    for (at, digit) in digits.chars().enumerate() {
        if count > 5 && at > 0 && (count - at) % group == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

/// `&[(400, 499)]`.
pub(super) fn ranges<'r>(ranges: impl Iterator<Item = &'r StatusRange>) -> String {
    format!("&[{}]", list(ranges.map(|range| format!("({}, {})", range.from, range.to))))
}

/// `machine::Outcome::Success`.
pub(super) fn outcome(outcome: Outcome) -> String {
    match outcome {
        Outcome::Needs(needed) => format!("machine::Outcome::Needs({})", action(needed)),
        outcome => format!("machine::Outcome::{}", variant(outcome)),
    }
}

/// `Action::AddFunds`, or `Action::Declared(0)`.
pub(super) fn action(action: Action) -> String {
    match action {
        Action::Declared(at) => format!("Action::Declared({at})"),
        word => format!("Action::{}", variant(word)),
    }
}

/// `RetryClass::AfterAction(Action::AddFunds)`.
pub(super) fn class(class: RetryClass) -> String {
    match class {
        RetryClass::AfterChange(word) => format!("RetryClass::AfterChange(Change::{})", variant(word)),
        RetryClass::AfterAction(word) => format!("RetryClass::AfterAction(Action::{})", variant(word)),
        RetryClass::AfterTime(word) => format!("RetryClass::AfterTime(Moment::{})", variant(word)),
        RetryClass::KeepPolling { slower_by } => format!("RetryClass::KeepPolling {{ slower_by: {} }}", duration(slower_by)),
        RetryClass::Redirect(word) => format!("RetryClass::Redirect(Target::{})", variant(word)),
        plain => format!("RetryClass::{}", plain.as_str().to_upper_camel_case()),
    }
}

/// `Retry::of(RetryClass::Transient).attempts(2)`.
pub(super) fn retry(retry: &Retry) -> String {
    let mut text = format!("Retry::of({})", class(retry.class));
    if let Some(attempts) = &retry.attempts {
        text += &format!(".attempts({})", number(attempts.value));
    }
    if let Some(backoff) = &retry.backoff {
        text += &format!(".backoff({})", self::backoff(backoff));
    }
    if let Some(repeat) = &retry.repeat {
        text += &format!(".repeat(retry::Repeat::{})", variant(repeat.value));
    }
    text
}

/// `retry::Backoff::constant(Duration::from_secs(1)).cap(Duration::from_secs(30))`.
pub(super) fn backoff(backoff: &Backoff) -> String {
    let curve = match &backoff.curve {
        Curve::Constant { base } => format!("constant({})", duration(*base)),
        Curve::Linear { base, step } => format!("linear({}, {})", duration(*base), duration(*step)),
        Curve::Exponential { base, factor } => format!("exponential({}, {})", duration(*base), self::factor(*factor)),
        Curve::Fibonacci { base } => format!("fibonacci({})", duration(*base)),
        Curve::Table { delays } => format!("table(&[{}])", list(delays.iter().map(|delay| duration(*delay)))),
    };
    let mut text = format!("retry::Backoff::{curve}");
    if let Some(add) = &backoff.add {
        text += &format!(".add({})", duration(add.value));
    }
    if let Some(cap) = &backoff.cap {
        text += &format!(".cap({})", duration(cap.value));
    }
    if let Some(floor) = &backoff.floor {
        text += &format!(".floor({})", duration(floor.value));
    }
    text
}

/// `retry::Factor::times(2)`.
pub(super) fn factor(factor: Decimal) -> String {
    match u32::try_from(factor.digits) {
        Ok(whole) if factor.scale == 0 => format!("retry::Factor::times({})", number(whole)),
        _ => format!("retry::Factor::decimal({}, {})", number(factor.digits), factor.scale),
    }
}

/// The primitive type of a parameter or of a member of a payload. `None` for strings, and for decimals and timestamps, which are kept as text.
pub(crate) fn primitive(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "u32" => "u32",
        "u64" => "u64",
        "i32" => "i32",
        "i64" | "integer" => "i64",
        "boolean" => "bool",
        _ => return None,
    })
}

/// A string literal.
pub(crate) fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for c in text.chars() {
        match c {
            // Which digit follows makes no difference.
            '\0' => literal.push_str("\\x00"),
            '\'' => literal.push(c),
            ' '..='~' if !matches!(c, '"' | '\\') => literal.push(c),
            _ => literal.extend(c.escape_debug()),
        }
    }
    literal.push('"');
    literal
}

/// The literal of a text that may be missing in a contract.
pub(super) fn text(text: &Option<Spanned<String>>) -> String {
    text.as_ref().map_or_else(|| NOTHING.to_owned(), |text| literal(&text.value))
}

/// The literal of an empty text.
pub(super) const NOTHING: &str = "\"\"";

/// `a, b, c`.
pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    let mut list = String::new();
    for item in items {
        add(&mut list, item);
    }
    list
}

fn add(list: &mut String, item: String) {
    if !list.is_empty() {
        list.push_str(", ");
    }
    list.push_str(&item);
}

/// The fields of a struct literal. Those that are omitted come from another value.
#[derive(Default)]
pub(super) struct Fields(String);

impl Fields {
    pub(super) fn add(&mut self, name: &str, value: Option<String>) {
        if let Some(value) = value {
            add(&mut self.0, format!("{name}: {value}"));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Facts { summary: "…", ..Facts::NONE }`.
    pub(super) fn literal(mut self, ty: &str, others: &str) -> String {
        add(&mut self.0, format!("..{others}"));
        format!("{ty} {{ {} }}", self.0)
    }
}
