use super::Role;
use crate::catalog::Lookup;
use crate::shown::Count;
use crate::{Basis, Catalog};
use core::fmt;

/// How the error bodies of one API are read, as const data.
///
/// Bodies are tried in the order of the contract; the first that matches wins. All of them are read in one pass over the bytes:
/// `root` is the tree of every key any of them looks at, each distinct place having a *slot* of its own.
#[derive(Clone, Copy)]
pub struct Decoder {
    /// The tree of keys; its own name is empty.
    pub root: Key,
    /// How many slots `root` names: slots count from 0 without gaps.
    pub slots: u16,
    /// The shapes, in the order they are tried.
    pub bodies: &'static [BodyShape],
}

impl fmt::Debug for Decoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoder").field("slots", &self.slots).field("bodies", &Count(self.bodies.len())).finish_non_exhaustive()
    }
}

impl Decoder {
    /// The decoder of a contract that describes no body.
    pub const NONE: Self = Self { root: Key::object("", &[]), slots: 0, bodies: &[] };
}

/// One key of the tree of places: a member name, or the index of an array element in decimal.
#[derive(Clone, Copy)]
pub struct Key {
    /// The member name, free of escapes.
    pub name: &'static str,
    /// The slot of the value found here; [`Key::NO_SLOT`] where only its members are of interest.
    pub slot: u16,
    /// What is looked at inside the value.
    pub keys: &'static [Key],
    /// The first eight bytes of the name and the quote after it, the first the lowest, zeros after that.
    pub(super) head: u64,
    /// The bits that count of these bytes.
    pub(super) mask: u64,
    /// The bit of the slot.
    pub(super) bit: u64,
    /// Whether some of `keys` may be an array's index.
    pub(super) indexed: bool,
    /// The shape that the items of an array found here are held against.
    pub(super) items: Option<&'static ListShape>,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key")
            .field("name", &self.name)
            .field("slot", &self.slot)
            .field("keys", &Count(self.keys.len()))
            .finish_non_exhaustive()
    }
}

impl Key {
    /// No slot: the value itself is not read.
    pub const NO_SLOT: u16 = u16::MAX;

    /// A value that is read as a whole.
    pub const fn value(name: &'static str, slot: u16) -> Self {
        Self::both(name, slot, &[])
    }

    /// An object or array of which only members are read.
    pub const fn object(name: &'static str, keys: &'static [Key]) -> Self {
        Self::both(name, Self::NO_SLOT, keys)
    }

    /// A value that is read as a whole, and members of it too.
    pub const fn both(name: &'static str, slot: u16, keys: &'static [Key]) -> Self {
        let (head, mask) = head(name.as_bytes());
        Self { name, slot, keys, head, mask, bit: bit(slot), indexed: any_index(keys), items: None }
    }

    /// The same for a place where a list of this shape is expected: its items are looked at while the body is read. Without it they
    /// are read once more where a field wants them.
    #[must_use]
    pub const fn items(mut self, shape: &'static ListShape) -> Self {
        self.items = Some(shape);
        self
    }
}

/// The first eight bytes of a name and the quote after it, and the bits that count. A name that JSON writes with an escape has no such
/// bytes: what is asked for is never found.
const fn head(name: &[u8]) -> (u64, u64) {
    let (mut head, mut mask, mut at) = (0, 0, name.len());
    if at < 8 {
        (head, mask) = (b'"' as u64, 0xff);
    }
    while at > 0 {
        at -= 1;
        if matches!(name[at], b'"' | b'\\' | 0..=0x1f) {
            return (1, 0);
        }
        // Of a long name what comes later moves out at the top.
        head = head << 8 | name[at] as u64;
        mask = mask << 8 | 0xff;
    }
    (head, mask)
}

/// Whether some key begins with a digit.
const fn any_index(keys: &[Key]) -> bool {
    let mut at = 0;
    while at < keys.len() {
        if let [b'0'..=b'9', ..] = keys[at].name.as_bytes() {
            return true;
        }
        at += 1;
    }
    false
}

/// One shape an error arrives in; [`BodyShape::new`] makes it.
#[derive(Clone, Copy)]
pub struct BodyShape {
    /// Its name in the contract.
    pub name: &'static str,
    /// The summary; may be empty.
    pub summary: &'static str,
    /// The basis.
    pub basis: Basis,
    /// For which responses it is tried at all.
    pub when: When,
    /// Its fields, in the order of the contract.
    pub fields: &'static [Field],
    /// The slots of its required fields, as bits; of the first 64 slots.
    pub(super) needs: u64,
    /// Those of them that have to have a string.
    pub(super) strings: u64,
    /// Whether these bits say all about the required fields, of which there is one at least.
    pub(super) plain: bool,
    /// Whether a field reads the whole document, so that it may be anything.
    pub(super) whole: bool,
    /// Whether a pointer begins with an array's index.
    pub(super) indexed: bool,
    /// Whether a list is required.
    pub(super) lists: bool,
}

impl fmt::Debug for BodyShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BodyShape")
            .field("name", &self.name)
            .field("when", &self.when)
            .field("fields", &Count(self.fields.len()))
            .finish_non_exhaustive()
    }
}

impl BodyShape {
    /// A shape.
    pub const fn new(name: &'static str, when: When, fields: &'static [Field]) -> Self {
        let (mut needs, mut strings, mut plain, mut at) = (0, 0, true, 0);
        let (mut whole, mut indexed, mut lists) = (false, false, false);
        while at < fields.len() {
            let Field { slot, kind, required, at: pointer, .. } = fields[at];
            whole = whole || pointer.is_empty();
            indexed = indexed || matches!(pointer.as_bytes(), [_, b'0'..=b'9', ..]);
            if required {
                needs |= bit(slot);
                lists = lists || matches!(kind, Kind::List(_));
                match kind {
                    Kind::Json => {}
                    Kind::String | Kind::Code(Catalog { open: true, lookup: Lookup::Text(_) | Lookup::Sorted(_), .. }) => {
                        strings |= bit(slot);
                    }
                    _ => plain = false,
                }
                plain = plain && bit(slot) != 0;
            }
            at += 1;
        }
        plain = plain && needs != 0;
        Self { name, summary: "", basis: Basis::Stated, when, fields, needs, strings, plain, whole, indexed, lists }
    }

    /// What the contract says about it.
    #[must_use]
    pub const fn summary(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }

    /// The basis.
    #[must_use]
    pub const fn basis(mut self, basis: Basis) -> Self {
        self.basis = basis;
        self
    }

    /// Whether a document whose value starts with this byte can be of the shape: members are in objects, indices lead into arrays.
    pub(super) const fn may_start(&self, first: u8) -> bool {
        self.whole || first == b'{' || self.indexed && first == b'['
    }

    /// Whether a list that one of the two requires is required by the other in the same place.
    pub(super) fn shares_a_list(&self, other: &Self) -> bool {
        let list = |field: &&Field| field.required && matches!(field.kind, Kind::List(_));
        let mut lists = self.fields.iter().filter(list);
        lists.any(|one| other.fields.iter().filter(list).any(|other| other.slot == one.slot))
    }

    /// The media type it is sent as: the one it is told by, else `application/json`.
    pub const fn media_type(&self) -> &'static str {
        if self.when.content_type.is_empty() { "application/json" } else { self.when.content_type }
    }
}

/// The bit of a slot; none from 64 on.
pub(super) const fn bit(slot: u16) -> u64 {
    if slot < 64 { 1 << slot } else { 0 }
}

/// For which responses a shape is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// Status ranges, both ends included; empty for any status.
    pub statuses: &'static [(u16, u16)],
    /// The media type without parameters, as in `application/problem+json`; empty for any, also for none at all.
    pub content_type: &'static str,
}

impl When {
    /// Every response.
    pub const ALWAYS: Self = Self { statuses: &[], content_type: "" };
}

/// One field of a shape.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name in the contract.
    pub name: &'static str,
    /// Where it is, as a JSON Pointer (RFC 6901).
    pub at: &'static str,
    /// The slot that [`Decoder::root`] gives to that place.
    pub slot: u16,
    /// What it has to be.
    pub kind: Kind,
    /// Whether the shape matches only where it is present. `null` counts as absent.
    pub required: bool,
    /// What it says about the error, for the questions that are the same for every shape.
    pub role: Option<Role>,
    /// Whether its value is never printed.
    pub secret: bool,
}

impl Field {
    /// A required field without a role.
    pub const fn new(name: &'static str, at: &'static str, slot: u16, kind: Kind) -> Self {
        Self { name, at, slot, kind, required: true, role: None, secret: false }
    }

    /// The same, optional.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// The same, never printed.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// The same with a role.
    #[must_use]
    pub const fn role(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }
}

/// What a field has to be.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// A JSON string.
    String,
    /// A JSON number without fraction and exponent that fits `i64`.
    Integer,
    /// A JSON number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A string with a date and time of ISO 8601 as servers write it; see [`Timestamp`](crate::decode::Timestamp).
    Timestamp,
    /// An integer from 100 to 999.
    Status,
    /// Any value but `null`.
    Json,
    /// A code of this catalog. A string; where the catalog is one of integers, an integer or a string of digits.
    /// In a closed catalog it has to be a listed one.
    Code(&'static Catalog),
    /// An array. Its items have this shape; those that do not are kept as they are.
    List(&'static ListShape),
}

/// The shape of the items of a list.
#[derive(Clone, Copy)]
pub struct ListShape {
    /// The tree of keys inside one item; its own name is empty. Slots count from 0 again.
    pub root: Key,
    /// How many slots `root` names.
    pub slots: u16,
    /// The fields of an item, with pointers relative to it.
    pub fields: &'static [Field],
}

impl fmt::Debug for ListShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListShape").field("fields", &Count(self.fields.len())).finish_non_exhaustive()
    }
}

impl ListShape {
    /// The shape of items of which nothing is read.
    pub const NONE: Self = Self { root: Key::object("", &[]), slots: 0, fields: &[] };
}
