//! What a contract reads at a location. In XML and in forms every value is a text, and only the contract says which texts are numbers, and
//! which elements are the items of a list.

use crate::decode::{Chain, Field, ItemShape, Key, Kind};

/// A field of a body, and the chain whose first link it is.
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    field: &'static Field,
    chain: Option<&'static Chain>,
}

impl Reader {
    /// The fields of a body.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn all(fields: &'static [Field], chain: Option<&'static Chain>) -> impl Iterator<Item = Self> {
        fields
            .iter()
            .enumerate()
            .map(move |(at, field)| Self { field, chain: chain.filter(|chain| usize::from(chain.field) == at) })
    }
}

/// A location in a body, and the fields that may be read there.
#[derive(Clone, Copy)]
pub(super) struct Guide<'g> {
    /// The location in the tree of keys; `None` if nothing is read there.
    key: Option<&'g Key>,
    fields: Fields<'g>,
}

#[derive(Clone, Copy)]
enum Fields<'g> {
    /// The fields of all bodies of the format.
    Bodies(&'g [Reader]),
    /// The members of an item of a list or map.
    Item(&'static [Field]),
    /// The fields of a link of a chain.
    Link(&'static Chain),
}

/// How the items of a list are read.
#[derive(Clone, Copy)]
pub(super) enum Items<'g> {
    /// All of them alike.
    Alike(Guide<'g>),
    /// Some of them, by their indices.
    ByIndex(Guide<'g>),
}

/// The types of what is read at a location.
#[derive(Clone, Copy, Default)]
pub(super) struct Wanted {
    /// A text, unchanged.
    pub(super) string: bool,
    /// A text without white space around it.
    pub(super) word: bool,
    /// A number or a boolean.
    pub(super) literal: bool,
    /// Anything.
    pub(super) any: bool,
}

impl<'g> Guide<'g> {
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn of_bodies(root: &'g Key, readers: &'g [Reader]) -> Self {
        Self { key: Some(root), fields: Fields::Bodies(readers) }
    }

    #[cfg_attr(debug_assertions, inline)]
    fn of_items(shape: &'static ItemShape) -> Self {
        Self { key: Some(&shape.root), fields: Fields::Item(shape.fields) }
    }

    /// The member with this name.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn member(self, name: &str) -> Self {
        let inside = |guide: Self| {
            let key = guide.key.and_then(|key| key.keys.iter().find(|key| key.name == name));
            Guide { key, ..guide }
        };
        let found = inside(self);
        if found.key.is_some() {
            return found;
        }
        let mut other = None;
        self.each(&mut |field, chain| match (field.kind, chain) {
            (Kind::Map(shape), _) => other = Some(Self::of_items(shape)),
            (_, Some(chain)) => other = Some(inside(Self { key: Some(&chain.link.root), fields: Fields::Link(chain) })),
            _ => {}
        });
        other.unwrap_or(found)
    }

    /// How the items are read, if this is a list.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn items(self) -> Option<Items<'g>> {
        let mut items = None;
        self.each(&mut |field, _| {
            if let Kind::List(shape) = field.kind {
                items = Some(Items::Alike(Self::of_items(shape)));
            }
        });
        items.or_else(|| self.key.filter(|key| key.indexed).map(|_| Items::ByIndex(self)))
    }

    /// The types of the values that are read here.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn wanted(self) -> Wanted {
        let mut wanted = Wanted::default();
        self.each(&mut |field, _| match field.kind {
            Kind::String => wanted.string = true,
            Kind::Timestamp | Kind::Code(_) | Kind::CodeKey(..) => wanted.word = true,
            Kind::Integer | Kind::Number | Kind::Boolean | Kind::Status => wanted.literal = true,
            Kind::Json | Kind::List(_) | Kind::Map(_) => wanted.any = true,
        });
        wanted
    }

    /// Whether a member whose name begins like this is read.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn has_member(self, start: char) -> bool {
        self.key.is_some_and(|key| key.keys.iter().any(|key| key.name.starts_with(start)))
    }

    /// Whether members are read, and nothing else.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn is_object(self) -> bool {
        let mut is_map = false;
        self.each(&mut |field, _| is_map |= matches!(field.kind, Kind::Map(_)));
        let Wanted { string, word, literal, .. } = self.wanted();
        is_map || self.key.is_some_and(|key| !key.keys.is_empty()) && !string && !word && !literal
    }

    /// The fields that are read here.
    #[cfg_attr(debug_assertions, inline)]
    fn each(self, found: &mut dyn FnMut(&'static Field, Option<&'static Chain>)) {
        let Some(key) = self.key.filter(|key| key.slot != Key::NO_SLOT) else { return };
        let is_here =
            |field: &Field| field.slot == key.slot || field.source.is_some_and(|source| source.slots.contains(&key.slot));
        match self.fields {
            Fields::Bodies(readers) => {
                readers.iter().filter(|reader| is_here(reader.field)).for_each(|reader| found(reader.field, reader.chain));
            }
            Fields::Item(fields) => fields.iter().filter(|field| is_here(field)).for_each(|field| found(field, None)),
            Fields::Link(chain) => {
                for (at, field) in chain.link.fields.iter().enumerate().filter(|(_, field)| is_here(field)) {
                    found(field, (usize::from(chain.next) == at).then_some(chain));
                }
            }
        }
    }
}

impl<'g> Items<'g> {
    /// The item with this index.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn at(self, index: usize) -> Guide<'g> {
        match self {
            Self::Alike(guide) => guide,
            Self::ByIndex(guide) => {
                let key = guide.key.and_then(|key| key.keys.iter().find(|key| key.name.parse() == Ok(index)));
                Guide { key, ..guide }
            }
        }
    }
}

impl Wanted {
    /// Whether a text is read.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn is_scalar(self) -> bool {
        self.string || self.word || self.literal
    }
}
