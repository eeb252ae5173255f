//! Collecting and sorting with little machine code.
//!
//! The standard library's `collect` and `sort` are fast for millions of items, but they are compiled again for every kind of iterator and
//! every type of item. They were a fifth of the machine code of this crate, which every build script compiles. A spec is short, so simpler
//! functions are fast enough.

use std::cmp::Ordering;

/// `collect()` into a `Vec`, by a plain loop.
pub trait IntoVec: Iterator + Sized {
    /// All items, in order.
    fn into_vec(self) -> Vec<Self::Item> {
        let mut items = Vec::with_capacity(self.size_hint().0);
        for item in self {
            items.push(item);
        }
        items
    }
}

impl<I: Iterator> IntoVec for I {}

/// Sorts by a key; items with equal keys keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let keys = items.iter().map(key).into_vec();
    let order = order(keys.len(), &|a, b| keys.get(a).cmp(&keys.get(b)));
    let mut unsorted = std::mem::take(items).into_iter().map(Some).into_vec();
    for at in order {
        if let Some(item) = unsorted.get_mut(at).and_then(Option::take) {
            items.push(item);
        }
    }
}

/// The indices up to `len`, sorted by the keys at these indices; equal keys keep their order.
pub fn order(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order = (0..len).into_vec();
    order.sort_by(|a, b| compare(*a, *b));
    order
}
