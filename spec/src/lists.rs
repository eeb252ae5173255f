//! Collecting and sorting with little machine code.
//!
//! The standard library's `collect` and `sort` are fast for millions of items, but they are compiled again for every kind of iterator and
//! every type of item. They were a fifth of the machine code of this crate, which every build script compiles. A spec is short, so simpler
//! functions are fast enough.

use std::cmp::Ordering;

/// Iterators as lists.
pub trait IntoVec: Iterator + Sized {
    /// All items, in order.
    fn into_vec(mut self) -> Vec<Self::Item> {
        list(&mut self)
    }

    /// Adds every item to the end of a list.
    fn add_to(mut self, list: &mut Vec<Self::Item>) {
        add(list, &mut self);
    }
}

impl<I: Iterator> IntoVec for I {}

/// All that a list needs of an iterator: `dyn Iterator` would have the machine code of each of its methods.
trait Items<T> {
    fn next_item(&mut self) -> Option<T>;
}

impl<I: Iterator> Items<I::Item> for I {
    fn next_item(&mut self) -> Option<I::Item> {
        self.next()
    }
}

/// Most lists of a spec have one item, and a list takes no more room than that until there is a second.
fn list<T>(items: &mut dyn Items<T>) -> Vec<T> {
    let Some(first) = items.next_item() else { return Vec::new() };
    let mut list = Vec::with_capacity(1);
    list.push(first);
    add(&mut list, items);
    list
}

fn add<T>(list: &mut Vec<T>, items: &mut dyn Items<T>) {
    while let Some(item) = items.next_item() {
        list.push(item);
    }
}

/// Sorts by a key; items with equal keys keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let keys = items.iter().map(key).into_vec();
    let order = order(keys.len(), &|a, b| keys[a].cmp(&keys[b]));
    arrange(order, &mut |a, b| items.swap(a, b));
}

/// Swaps items until each position has the item from the position that `order` has there.
fn arrange(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

/// The indices up to `len`, sorted by the keys at these indices; equal keys keep their order.
pub fn order(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order = (0..len).into_vec();
    order.sort_by(|a, b| compare(*a, *b));
    order
}
