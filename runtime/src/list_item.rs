//! A value in an item of a list.

use crate::when::{Predicate, Test};
use errspec_core::{Item, Value};

/// A member of the first item of a list that passes the tests and in which the member has a value.
///
/// ```
/// use errspec::decode::Json;
/// use errspec::place::{ListItem, Location, Place};
/// use errspec::when::{Predicate, Test};
/// // at: { items: /error/details, where: { /@type: { ends: RetryInfo } }, member: /retryDelay }
/// static DELAY: ListItem =
///     ListItem { list: "/error/details", tests: &[("/@type", Test::of(Predicate::Ends("RetryInfo")))], member: "/retryDelay" };
/// let body = br#"{"error":{"details":[{"@type":"Help"},{"@type":"google.rpc.RetryInfo","retryDelay":"7s"}]}}"#;
/// let place = Place::of(Location::Item(&DELAY));
/// assert_eq!(place.read(&(), &Json::parse(body).unwrap()).as_deref(), Some("7s"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// The list, as a JSON Pointer into the body.
    pub list: &'static str,
    /// The tests that an item must pass, each with a JSON Pointer into the item.
    pub tests: &'static [(&'static str, Test<'static>)],
    /// The value, as a JSON Pointer into the item; empty for the item itself.
    pub member: &'static str,
}

impl ListItem {
    /// Whether an item passes the tests.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn accepts(&self, item: &dyn Item) -> bool {
        self.tests.iter().all(|(pointer, test)| item.is(pointer, &|value| test.holds(value)))
    }

    /// The texts that a new item needs to pass the tests, with their pointers into the item, as far as texts from the tests are enough. For
    /// `{ ends: RetryInfo }`, the text is `RetryInfo`.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn constants(&self) -> impl Iterator<Item = (&'static str, &'static str)> + Clone {
        let tests = self.tests;
        tests.iter().enumerate().filter_map(move |(at, (pointer, _))| {
            let is_first = tests.iter().take(at).all(|(other, _)| other != pointer);
            let of_pointer = || tests.iter().filter(|(other, _)| other == pointer).map(|(_, test)| test);
            let mut texts = of_pointer().filter(|test| !test.negated).flat_map(texts);
            let passes = |text: &&'static str| of_pointer().all(|test| test.holds([Value::Text(text)]));
            is_first.then(|| texts.find(passes).map(|text| (*pointer, text))).flatten()
        })
    }
}

/// The texts in a test, which are values that may pass it.
#[cfg_attr(debug_assertions, inline)]
fn texts(test: &'static Test<'static>) -> impl Iterator<Item = &'static str> {
    core::iter::once(test.first).chain(test.others.iter().copied()).filter_map(|predicate| match predicate {
        Predicate::Equals(text) | Predicate::Starts(text) | Predicate::Ends(text) | Predicate::Contains(text) => Some(text),
        _ => None,
    })
}
