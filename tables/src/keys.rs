//! The tree of all locations that bodies refer to. Each distinct pointer has a slot, in order of first appearance.

use crate::kept::{index, kept};
use errspec::decode::{ItemShape, Key};

/// The tree and its slots.
pub(crate) struct Keys {
    pointers: Vec<String>,
    root: Node,
}

#[derive(Default)]
struct Node {
    name: String,
    slot: Option<u16>,
    below: Vec<Node>,
    /// The shape of the list at this location.
    items: Option<&'static ItemShape>,
}

impl Keys {
    pub(crate) fn new<'p>(pointers: impl Iterator<Item = &'p str>) -> Self {
        let mut keys = Self { pointers: Vec::new(), root: Node::default() };
        for pointer in pointers {
            if !keys.pointers.iter().any(|known| known == pointer) {
                keys.root.at(pointer).slot = Some(index(keys.pointers.len()));
                keys.pointers.push(pointer.to_owned());
            }
        }
        keys
    }

    /// Lets the items of a list be checked while the body is read. If several lists are at one location, this is done for the first.
    pub(crate) fn list(&mut self, pointer: &str, shape: &'static ItemShape) {
        self.root.at(pointer).items.get_or_insert(shape);
    }

    /// The slot of a pointer.
    pub(crate) fn slot(&self, pointer: &str) -> u16 {
        index(self.pointers.iter().position(|known| known == pointer).unwrap_or_default())
    }

    /// The number of slots.
    pub(crate) fn slots(&self) -> u16 {
        index(self.pointers.len())
    }

    /// Adds a slot that is not in the tree.
    pub(crate) fn add(&mut self) -> u16 {
        let slot = self.slots();
        // No pointer is written like this, so none finds it.
        self.pointers.push("~".to_owned());
        slot
    }

    /// The tree as a table.
    pub(crate) fn tree(self) -> Key {
        self.root.table()
    }
}

impl Node {
    /// The node below this one at a pointer. It is created if it does not exist.
    fn at(&mut self, pointer: &str) -> &mut Self {
        let mut node = self;
        for token in pointer.split('/').skip(1) {
            let name = token.replace("~1", "/").replace("~0", "~");
            let at = node.below.iter().position(|child| child.name == name).unwrap_or_else(|| {
                node.below.push(Self { name, ..Self::default() });
                node.below.len() - 1
            });
            node = &mut node.below[at];
        }
        node
    }

    fn table(self) -> Key {
        let (name, below): (&'static str, _) = (self.name.leak(), kept(self.below.into_iter().map(Self::table)));
        match (self.slot, self.items) {
            (Some(slot), Some(items)) => Key::both(name, slot, below).items(items),
            (Some(slot), None) => Key::both(name, slot, below),
            (None, _) => Key::object(name, below),
        }
    }
}
