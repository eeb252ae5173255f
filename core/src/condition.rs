/// A condition on one value of a response, which is a part of a [`Test`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Predicate<'t> {
    /// There is a value of any kind. `null` is not a value.
    Present,
    /// It is this text.
    Equals(&'t str),
    /// The text occurs in it.
    Contains(&'t str),
    /// It begins with the text.
    Starts(&'t str),
    /// It ends with the text.
    Ends(&'t str),
    /// It is an array with this text as an item, or a header with this text in its comma-separated list.
    Has(&'t str),
    /// It is an array, and one of its items passes all of these tests. Each of them tests the value at a JSON Pointer in the item.
    HasItem(&'t [(&'t str, Test<'t>)]),
    /// It is a number in this range, which includes both ends.
    Between(i64, i64),
}

/// A value that is tested.
#[derive(Clone, Copy)]
pub enum Value<'v> {
    /// A text, a number or a boolean, as it is written.
    Text(&'v str),
    /// An array or a list.
    Items(&'v dyn Items),
    /// An object.
    Other,
}

/// The items of an array or a list.
pub trait Items {
    /// Whether `holds` returns true for one of the items.
    fn any(&self, holds: &dyn Fn(&dyn Item) -> bool) -> bool;
}

/// An item of an array or a list.
pub trait Item {
    /// Whether `holds` returns true for the value at a JSON Pointer in the item, or for its absence. The empty pointer is the item itself.
    fn is(&self, pointer: &str, holds: &dyn Fn(Option<Value<'_>>) -> bool) -> bool;
}

/// The value of a header as a list of texts separated by commas (RFC 9110 §5.6.1).
///
/// ```
/// use errspec_core::{Listed, Predicate, Value};
/// assert!(Predicate::Has("gzip").holds(Value::Items(&Listed("br, gzip"))));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Listed<'t>(pub &'t str);

impl Items for Listed<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn any(&self, holds: &dyn Fn(&dyn Item) -> bool) -> bool {
        self.0.split(',').any(|item| holds(&item.trim()))
    }
}

/// A text, which contains no other values.
impl Item for &str {
    #[cfg_attr(debug_assertions, inline)]
    fn is(&self, pointer: &str, holds: &dyn Fn(Option<Value<'_>>) -> bool) -> bool {
        holds(pointer.is_empty().then_some(Value::Text(self)))
    }
}

impl Predicate<'_> {
    /// Whether a value fulfills the predicate.
    ///
    /// ```
    /// use errspec_core::{Predicate, Value};
    /// assert!(Predicate::Between(400, 499).holds(Value::Text("404")));
    /// assert!(!Predicate::Starts("rate_").holds(Value::Text("overloaded")));
    /// ```
    #[cfg_attr(debug_assertions, inline)]
    pub fn holds(self, value: Value<'_>) -> bool {
        match (self, value) {
            (Self::Present, _) => true,
            (Self::Has(wanted), Value::Items(items)) => items.any(&|item| {
                let is_wanted = |value: Option<Value<'_>>| matches!(value, Some(Value::Text(text)) if text == wanted);
                item.is("", &is_wanted)
            }),
            (Self::HasItem(tests), Value::Items(items)) => {
                items.any(&|item| tests.iter().all(|(pointer, test)| item.is(pointer, &|value| test.holds(value))))
            }
            (Self::Equals(wanted), Value::Text(text)) => text == wanted,
            (Self::Contains(part), Value::Text(text)) => text.contains(part),
            (Self::Starts(part), Value::Text(text)) => text.starts_with(part),
            (Self::Ends(part), Value::Text(text)) => text.ends_with(part),
            (Self::Between(least, most), Value::Text(text)) => is_between(text, least, most),
            _ => false,
        }
    }
}

/// Whether a text is a decimal number within bounds. A fraction counts: 10.5 is over 10. A text with an exponent does not count as a
/// number. A number that does not fit into 64 bits counts as the nearest one that does.
#[cfg_attr(debug_assertions, inline)]
fn is_between(text: &str, least: i64, most: i64) -> bool {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let number = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    if !number(whole) || !number(fraction) {
        return false;
    }
    let size = whole.parse::<i64>().unwrap_or(i64::MAX);
    // The integers below and above it.
    let beyond = size.saturating_add(i64::from(fraction.bytes().any(|digit| digit != b'0')));
    let (low, high) = if negative { (beyond.saturating_neg(), size.saturating_neg()) } else { (size, beyond) };
    let low = if negative && size == i64::MAX { i64::MIN } else { low };
    least <= low && high <= most
}

/// A test of a header or of a place in a body: one of several predicates must hold, or none of them.
///
/// ```
/// use errspec_core::{Predicate, Test, Value};
/// const RETRY: Test<'static> = Test::equals("true");
/// assert!(RETRY.holds([Value::Text("true")]));
/// assert!(!RETRY.holds([]));
/// assert!(RETRY.not().holds([]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test<'t> {
    /// Whether the test is negated, so that none of the predicates may hold.
    pub negated: bool,
    /// The first predicate.
    pub first: Predicate<'t>,
    /// The other predicates. The test holds if any of them does.
    pub others: &'t [Predicate<'t>],
}

impl<'t> Test<'t> {
    /// The value is this text.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn equals(text: &'t str) -> Self {
        Self::of(Predicate::Equals(text))
    }

    /// One predicate.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn of(first: Predicate<'t>) -> Self {
        Self { negated: false, first, others: &[] }
    }

    /// One of several predicates.
    #[must_use]
    #[cfg_attr(debug_assertions, inline)]
    pub const fn or(self, others: &'t [Predicate<'t>]) -> Self {
        Self { others, ..self }
    }

    /// The negated test.
    #[must_use]
    #[cfg_attr(debug_assertions, inline)]
    pub const fn not(self) -> Self {
        Self { negated: !self.negated, ..self }
    }

    /// Whether a value fulfills one of its predicates, negated or not.
    #[cfg_attr(debug_assertions, inline)]
    pub fn any(&self, value: Value<'_>) -> bool {
        self.first.holds(value) || self.others.iter().any(|other| other.holds(value))
    }

    /// Whether it holds for a place with these values. A repeated header has several values, and an absent value has none.
    pub fn holds<'v>(&self, values: impl IntoIterator<Item = Value<'v>>) -> bool {
        values.into_iter().any(|value| self.any(value)) != self.negated
    }
}
