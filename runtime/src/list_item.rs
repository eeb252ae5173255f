//! Which items of a list have a value.

use crate::place::ListItem;
use crate::when::{Predicate, Test};
use errspec_core::{Item, Value};

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
