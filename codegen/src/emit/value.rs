//! Values as tokens, for the module of tables: durations, words, classes, lists.

use errspec_spec::source::Spanned;
use errspec_spec::syntax::{Backoff, Curve, Decimal, Retry, StatusRange};
use errspec_spec::words::{RetryClass, Word};
use heck::ToUpperCamelCase;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};
use std::time::Duration;

/// An identifier that is known to be one.
pub(super) fn ident(name: &str) -> Ident {
    if name.is_empty() { Ident::new("_", Span::call_site()) } else { format_ident!("{}", name) }
}

/// The variant of a word: `not_found` to `NotFound`.
pub(super) fn variant(word: impl Word) -> Ident {
    ident(&word.as_str().to_upper_camel_case())
}

/// `#[allow(non_camel_case_types)]` where a name that the contract gives is not written as types and variants usually are.
pub(super) fn allow_unusual(names: &[String]) -> Option<TokenStream> {
    any_unusual(names).then(|| quote!(#[allow(non_camel_case_types)]))
}

/// Whether one of them would be warned of.
pub(super) fn any_unusual(names: &[String]) -> bool {
    let unusual = |name: &str| name.contains('_') || name.starts_with(|c: char| c.is_ascii_lowercase());
    names.iter().any(|name| unusual(name.trim_matches('_')))
}

/// `Duration::from_secs(30)`, in the largest unit that is exact.
pub(super) fn duration(duration: Duration) -> TokenStream {
    if duration.is_zero() {
        return quote!(Duration::ZERO);
    }
    let (secs, nanos) = (duration.as_secs(), duration.subsec_nanos());
    let small = |per: u32| secs.checked_mul(1_000_000_000 / u64::from(per)).map(|part| part + u64::from(nanos / per));
    let number = |n: u64| grouped(n.into());
    match (nanos, small(1_000_000)) {
        // Later compilers have a constructor for minutes, and Clippy asks for it.
        (0, _) if secs % 60 == 0 => {
            let secs = number(secs);
            quote!(Duration::new(#secs, 0))
        }
        (0, _) => {
            let secs = number(secs);
            quote!(Duration::from_secs(#secs))
        }
        (nanos, Some(millis)) if nanos % 1_000_000 == 0 => {
            let millis = number(millis);
            quote!(Duration::from_millis(#millis))
        }
        _ => {
            let (secs, nanos) = (number(secs), number(nanos.into()));
            quote!(Duration::new(#secs, #nanos))
        }
    }
}

/// `Some(…)` or `None`.
pub(super) fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

/// An integer literal without a suffix.
pub(super) fn number(n: impl Into<i128>) -> TokenStream {
    let n: i128 = n.into();
    let literal = grouped(n.unsigned_abs());
    if n < 0 { quote!(-#literal) } else { quote!(#literal) }
}

fn grouped(n: u128) -> Literal {
    separated(n).parse().unwrap_or_else(|_| Literal::u128_unsuffixed(n))
}

/// `2_592_000`, as text.
pub(super) fn separated(n: impl ToString) -> String {
    in_groups(&n.to_string(), 3)
}

/// The digits of a number in groups, where there are many.
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
pub(super) fn ranges<'r>(ranges: impl Iterator<Item = &'r StatusRange>) -> TokenStream {
    let ranges = ranges.map(|range| {
        let (from, to) = (number(range.from), number(range.to));
        quote!((#from, #to))
    });
    quote!(&[#(#ranges),*])
}

/// `RetryClass::AfterAction(Action::AddFunds)`.
pub(super) fn class(class: RetryClass) -> TokenStream {
    match class {
        RetryClass::AfterChange(word) => {
            let word = variant(word);
            quote!(RetryClass::AfterChange(Change::#word))
        }
        RetryClass::AfterAction(word) => {
            let word = variant(word);
            quote!(RetryClass::AfterAction(Action::#word))
        }
        RetryClass::AfterTime(word) => {
            let word = variant(word);
            quote!(RetryClass::AfterTime(Moment::#word))
        }
        RetryClass::KeepPolling { slower_by } => {
            let slower_by = duration(slower_by);
            quote!(RetryClass::KeepPolling { slower_by: #slower_by })
        }
        plain => {
            let plain = ident(&plain.as_str().to_upper_camel_case());
            quote!(RetryClass::#plain)
        }
    }
}

/// `Retry::of(RetryClass::Transient).attempts(2)`.
pub(super) fn retry(retry: &Retry) -> TokenStream {
    let class = class(retry.class);
    let attempts = retry.attempts.as_ref().map(|attempts| {
        let attempts = number(attempts.value);
        quote!(.attempts(#attempts))
    });
    let backoff = retry.backoff.as_ref().map(|backoff| {
        let backoff = self::backoff(backoff);
        quote!(.backoff(#backoff))
    });
    quote!(Retry::of(#class) #attempts #backoff)
}

pub(super) fn backoff(backoff: &Backoff) -> TokenStream {
    let curve = match &backoff.curve {
        Curve::Constant { base } => {
            let base = duration(*base);
            quote!(constant(#base))
        }
        Curve::Linear { base, step } => {
            let (base, step) = (duration(*base), duration(*step));
            quote!(linear(#base, #step))
        }
        Curve::Exponential { base, factor } => {
            let (base, factor) = (duration(*base), self::factor(*factor));
            quote!(exponential(#base, #factor))
        }
        Curve::Fibonacci { base } => {
            let base = duration(*base);
            quote!(fibonacci(#base))
        }
        Curve::Table { delays } => {
            let delays = delays.iter().map(|delay| duration(*delay));
            quote!(table(&[#(#delays),*]))
        }
    };
    let call = |name: &str, value: Option<Duration>| {
        let (name, value) = (ident(name), duration(value?));
        Some(quote!(.#name(#value)))
    };
    let add = call("add", backoff.add.as_ref().map(|add| add.value));
    let cap = call("cap", backoff.cap.as_ref().map(|cap| cap.value));
    quote!(retry::Backoff::#curve #add #cap)
}

pub(super) fn factor(factor: Decimal) -> TokenStream {
    match u32::try_from(factor.digits) {
        Ok(whole) if factor.scale == 0 => {
            let whole = number(whole);
            quote!(retry::Factor::times(#whole))
        }
        _ => {
            let (digits, scale) = (number(factor.digits), number(factor.scale));
            quote!(retry::Factor::decimal(#digits, #scale))
        }
    }
}

/// Numbers in lines of a readable length.
pub(super) fn numbers<N: ToString>(numbers: &[N]) -> String {
    const PER_LINE: usize = 20;
    let lines: Vec<String> =
        numbers.chunks(PER_LINE).map(|chunk| chunk.iter().map(N::to_string).collect::<Vec<_>>().join(", ")).collect();
    match lines.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        many => format!("\n            {},\n        ", many.join(",\n            ")),
    }
}

/// A string literal.
pub(super) fn literal(text: &str) -> String {
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

/// The literal of a text that a contract may leave out.
pub(super) fn text(text: &Option<Spanned<String>>) -> String {
    text.as_ref().map_or_else(|| NOTHING.to_owned(), |text| literal(&text.value))
}

/// The literal of an empty text.
pub(super) const NOTHING: &str = "\"\"";

/// `a, b, c`.
pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    let mut list = String::new();
    for item in items {
        add(&mut list, &item);
    }
    list
}

fn add(list: &mut String, item: &str) {
    if !list.is_empty() {
        list.push_str(", ");
    }
    list.push_str(item);
}

/// Tokens on one line, without the blanks that tokens print with.
pub(super) fn compact(tokens: proc_macro2::TokenStream) -> String {
    let text = tokens.to_string();
    [(" :: ", "::"), (" (", "("), ("( ", "("), (" )", ")"), (" .", "."), (" ,", ","), (" :", ":")]
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to))
}
