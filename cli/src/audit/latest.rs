//! A map that keeps only the latest entries, so that its size is bounded, however much traffic is read.

use std::collections::HashMap;
use std::hash::Hash;

/// Entries by key. At least the `most` entries that were used last are kept, and at most twice as many.
pub(super) struct Latest<K, V> {
    most: usize,
    young: HashMap<K, V>,
    old: HashMap<K, V>,
}

impl<K: Eq + Hash, V> Latest<K, V> {
    pub(super) fn new(most: usize) -> Self {
        Self { most, young: HashMap::new(), old: HashMap::new() }
    }

    /// Takes the entry of a key out of the map.
    pub(super) fn take(&mut self, key: &K) -> Option<V> {
        self.young.remove(key).or_else(|| self.old.remove(key))
    }

    /// Adds an entry.
    pub(super) fn put(&mut self, key: K, value: V) {
        if self.young.len() >= self.most {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }
}
