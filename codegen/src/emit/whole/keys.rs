//! The tree of every place that bodies look at; each distinct pointer has a slot, in order of first appearance.

use crate::emit::value::number;
use proc_macro2::TokenStream;
use quote::quote;

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
    /// The shape of the list that is expected here.
    items: Option<TokenStream>,
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

    /// Has the items of a list looked at while the body is read; of several shapes in one place the first.
    pub(super) fn list(&mut self, pointer: &str, shape: &TokenStream) {
        self.root.at(tokens(pointer)).items.get_or_insert_with(|| shape.clone());
    }

    /// The slot of a pointer.
    pub(super) fn slot(&self, pointer: &str) -> u16 {
        let at = self.pointers.iter().position(|known| known == pointer).unwrap_or_default();
        u16::try_from(at).unwrap_or(u16::MAX - 1)
    }

    /// How many slots there are.
    pub(super) fn slots(&self) -> u16 {
        u16::try_from(self.pointers.len()).unwrap_or(u16::MAX - 1)
    }

    /// The tree as a constant.
    pub(super) fn tree(&self) -> TokenStream {
        self.root.tokens()
    }
}

impl Key {
    /// The key below this one that a path leads to, made where it is missing.
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

    fn tokens(&self) -> TokenStream {
        let name = &self.name;
        let keys = self.keys.iter().map(|key| key.tokens());
        let items = self.items.as_ref().map(|shape| quote!(.items(#shape)));
        match self.slot.map(number) {
            Some(slot) if self.keys.is_empty() => quote!(Key::value(#name, #slot) #items),
            Some(slot) => quote!(Key::both(#name, #slot, &[#(#keys),*]) #items),
            None => quote!(Key::object(#name, &[#(#keys),*])),
        }
    }
}

/// The names and indices a pointer goes by.
fn tokens(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
}

/// The pointer of a member.
pub(super) fn pointer(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}
