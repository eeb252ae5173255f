//! Values that live as long as the program, as the tables of the runtime do.

use errspec_spec::model::Fact;
use errspec_spec::source::Spanned;
use errspec_spec::syntax::StatusRange;

pub(crate) fn kept<T>(items: impl Iterator<Item = T>) -> &'static [T] {
    items.collect::<Vec<T>>().leak()
}

pub(crate) fn one<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// A position in a list of the contract. None has more than 65,535 items.
pub(crate) fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

pub(crate) fn pair(range: &StatusRange) -> (u16, u16) {
    (range.from, range.to)
}

pub(crate) fn text(text: &'static Option<Spanned<String>>) -> &'static str {
    text.as_ref().map_or("", |text| text.value.as_str())
}

pub(crate) fn stated(fact: &'static Option<Fact<String>>) -> &'static str {
    fact.as_ref().map_or("", |fact| fact.value.as_str())
}
