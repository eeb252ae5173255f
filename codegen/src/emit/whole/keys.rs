//! The tree of all locations that bodies refer to. Each distinct pointer has a slot, in order of first appearance.

use crate::emit::value::{list, literal};

/// The tree and its slots.
pub(super) struct Keys {
    pointers: Vec<String>,
    root: Key,
}

#[derive(Default)]
struct Key {
    name: String,
    slot: Option<u16>,
    keys: Vec<Key>,
    /// The shape of the list at this location.
    items: Option<String>,
}

impl Keys {
    pub(super) fn new<'p>(pointers: impl Iterator<Item = &'p str>) -> Self {
        let mut keys = Self { pointers: Vec::new(), root: Key::default() };
        for pointer in pointers {
            if keys.pointers.iter().any(|known| known == pointer) {
                continue;
            }
            let slot = u16::try_from(keys.pointers.len()).unwrap_or(u16::MAX - 1);
            keys.pointers.push(pointer.to_owned());
            keys.root.at(tokens(pointer)).slot = Some(slot);
        }
        keys
    }

    /// Lets the items of a list be checked while the body is read. If several lists are at one location, this is done for the first.
    pub(super) fn list(&mut self, pointer: &str, shape: &str) {
        self.root.at(tokens(pointer)).items.get_or_insert_with(|| shape.to_owned());
    }

    /// The slot of a pointer.
    pub(super) fn slot(&self, pointer: &str) -> u16 {
        let at = self.pointers.iter().position(|known| known == pointer).unwrap_or_default();
        u16::try_from(at).unwrap_or(u16::MAX - 1)
    }

    /// The number of slots.
    pub(super) fn slots(&self) -> u16 {
        u16::try_from(self.pointers.len()).unwrap_or(u16::MAX - 1)
    }

    /// Adds a slot that is not in the tree.
    pub(super) fn add(&mut self) -> u16 {
        let slot = self.slots();
        // No pointer is written like this, so none finds it.
        self.pointers.push("~".to_owned());
        slot
    }

    /// The tree as a constant.
    pub(super) fn tree(&self) -> String {
        self.root.text()
    }
}

impl Key {
    /// The key below this one at a path. It is created if it does not exist.
    fn at(&mut self, path: impl Iterator<Item = String>) -> &mut Self {
        let mut key = self;
        for name in path {
            let at = key.keys.iter().position(|child| child.name == name).unwrap_or_else(|| {
                key.keys.push(Self { name, ..Self::default() });
                key.keys.len() - 1
            });
            key = &mut key.keys[at];
        }
        key
    }

    fn text(&self) -> String {
        let (name, keys) = (literal(&self.name), list(self.keys.iter().map(Self::text)));
        let mut text = match self.slot {
            Some(slot) if self.keys.is_empty() => format!("Key::value({name}, {slot})"),
            Some(slot) => format!("Key::both({name}, {slot}, &[{keys}])"),
            None => return format!("Key::object({name}, &[{keys}])"),
        };
        if let Some(shape) = &self.items {
            text += &format!(".items({shape})");
        }
        text
    }
}

/// The names and indices in a pointer.
fn tokens(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
}
