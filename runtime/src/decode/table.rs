use super::{Role, Source};
use crate::Catalog;
use crate::place::Location;
use crate::shown::Count;
use core::fmt;
use errspec_core::words::BodyFormat;

/// A key in the tree of locations: the name of a member, or the index of an array item in decimal.
#[derive(Clone, Copy)]
pub struct Key {
    /// The name of the member, without escapes.
    pub name: &'static str,
    /// The slot of the value at this key; [`Key::NO_SLOT`] if only its members are read.
    pub slot: u16,
    /// The keys inside the value.
    pub keys: &'static [Key],
    /// The first eight bytes of the name and the quote after it, with the first byte lowest, padded with zeros.
    pub(super) head: u64,
    /// The bits of `head` that are compared.
    pub(super) mask: u64,
    /// The slot as a bit.
    pub(super) bit: u64,
    /// Whether some of `keys` may be an array index.
    pub(crate) indexed: bool,
    /// The list that the items of an array at this key are checked against.
    pub(super) items: Option<&'static ItemShape>,
}

impl fmt::Debug for Key {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key")
            .field("name", &self.name)
            .field("slot", &self.slot)
            .field("keys", &Count(self.keys.len()))
            .finish_non_exhaustive()
    }
}

impl Key {
    /// No slot, because the value itself is not read.
    pub const NO_SLOT: u16 = u16::MAX;

    /// A value that is read as a whole.
    #[inline]
    pub const fn value(name: &'static str, slot: u16) -> Self {
        Self::both(name, slot, &[])
    }

    /// An object or array of which only members or items are read.
    #[inline]
    pub const fn object(name: &'static str, keys: &'static [Key]) -> Self {
        Self::both(name, Self::NO_SLOT, keys)
    }

    /// A value that is read as a whole, and of which members or items are read too.
    #[inline]
    pub const fn both(name: &'static str, slot: u16, keys: &'static [Key]) -> Self {
        let (head, mask) = head(name.as_bytes());
        Self { name, slot, keys, head, mask, bit: bit(slot), indexed: any_index(keys), items: None }
    }

    /// Checks the items of an array at this key against a list while the body is read. Without it, the items are read a second time when a
    /// field needs them.
    #[must_use]
    #[inline]
    pub const fn items(mut self, shape: &'static ItemShape) -> Self {
        self.items = Some(shape);
        self
    }
}

/// The first eight bytes of a name and the quote after it, and the bits to compare. A name that JSON has to write with an escape never
/// equals these bytes, so such a key is never found.
#[inline]
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
        // Bytes that do not fit are shifted out at the top.
        head = head << 8 | name[at] as u64;
        mask = mask << 8 | 0xff;
    }
    (head, mask)
}

/// Whether a key begins with a digit.
#[inline]
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

/// The number of slots that have a bit. The bits above are those of formats.
const BITS: u16 = 60;

/// The bit of a slot; zero from slot 60 on.
#[cfg_attr(debug_assertions, inline)]
pub(super) const fn bit(slot: u16) -> u64 {
    if slot < BITS { 1 << slot } else { 0 }
}

/// The bit of a format, beside those of the slots, so a body of one format never matches what was read in another.
#[cfg_attr(debug_assertions, inline)]
pub(super) const fn format_bit(format: BodyFormat) -> u64 {
    1 << (BITS + format as u16)
}

/// A field of a body.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name in the contract.
    pub name: &'static str,
    /// Where it is, as a JSON Pointer (RFC 6901). For a field with a [`Source`], its first pointer; empty if it has none.
    pub at: &'static str,
    /// The slot that [`Decoder::root`](super::Decoder::root) assigns to that location, or a slot of its own.
    pub slot: u16,
    /// How the value is found, if it is not simply the one at `at`.
    pub source: Option<&'static Source>,
    /// The kind of value it must have.
    pub kind: Kind,
    /// Whether the body only matches if the field is present. `null` counts as absent.
    pub required: bool,
    /// What the field means, for the accessors that all bodies share.
    pub role: Option<Role>,
    /// Whether its value is never printed.
    pub secret: bool,
}

impl Field {
    /// Creates a required field without a role.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn new(name: &'static str, at: &'static str, slot: u16, kind: Kind) -> Self {
        Self { name, at, slot, source: None, kind, required: true, role: None, secret: false }
    }

    /// Sets how the value is found.
    #[must_use]
    #[inline]
    pub const fn source(mut self, source: &'static Source) -> Self {
        self.source = Some(source);
        self
    }

    /// Whether it may be in a document of any type, and whether it may be in an array.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn starts(&self) -> (bool, bool) {
        let Some(source) = self.source else { return starts(self.at) };
        let (mut any, mut index) = starts_at(&source.place.first);
        let mut at = 0;
        while at < source.place.others.len() {
            let found = starts_at(&source.place.others[at]);
            (any, index) = (any || found.0, index || found.1);
            at += 1;
        }
        (any, index)
    }

    /// Makes the field optional.
    #[must_use]
    #[inline]
    pub const fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// Makes the field secret, so that its value is never printed.
    #[must_use]
    #[inline]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Sets the role of the field.
    #[must_use]
    #[inline]
    pub const fn role(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }
}

/// The same for a location.
#[cfg_attr(debug_assertions, inline)]
const fn starts_at(location: &Location) -> (bool, bool) {
    match location {
        Location::Pointer(pointer) => starts(pointer),
        Location::Item(item) => starts(item.list),
        Location::Header(_) => (false, false),
    }
}

/// Whether a pointer is the whole document, and whether it begins with an index.
#[cfg_attr(debug_assertions, inline)]
const fn starts(pointer: &str) -> (bool, bool) {
    (pointer.is_empty(), matches!(pointer.as_bytes(), [_, b'0'..=b'9', ..]))
}

/// The kind of value that a field must have.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// A JSON string.
    String,
    /// A JSON number without a fraction or exponent that fits into `i64`.
    Integer,
    /// A JSON number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A string with an ISO 8601 date and time, as servers write it; see [`Timestamp`](crate::decode::Timestamp).
    Timestamp,
    /// An integer from 100 to 999.
    Status,
    /// Any value except `null`.
    Json,
    /// A code of this catalog: a string or a number, whose text counts, or for a catalog of integers an integer or a string of its digits. If
    /// the catalog is closed, the code must be listed.
    Code(&'static Catalog),
    /// A code of this catalog, by a value of the key with this index: a string, or an integer if the values of the key are integers. If the
    /// catalog is closed, the value must belong to a code.
    CodeKey(&'static Catalog, u8),
    /// An array of such items. Items that do not fit are kept as raw JSON.
    List(&'static ItemShape),
    /// An object whose member names are data, with such values. Values that do not fit are kept as raw JSON.
    Map(&'static ItemShape),
}

impl Kind {
    /// Whether JSON puts such a value in quotes. A code is quoted unless it is a number.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn is_quoted(&self) -> bool {
        matches!(self, Self::String | Self::Timestamp | Self::Code(_) | Self::CodeKey(..))
    }

    /// The catalog, if this is a code.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn catalog(&self) -> Option<&'static Catalog> {
        match self {
            Self::Code(catalog) | Self::CodeKey(catalog, _) => Some(catalog),
            _ => None,
        }
    }

    /// The shape of the items, if this is a list or a map.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn items(&self) -> Option<&'static ItemShape> {
        match self {
            Self::List(shape) | Self::Map(shape) => Some(shape),
            _ => None,
        }
    }
}

/// The items of a list or the values of a map: objects with members, or values of one kind.
#[derive(Clone, Copy)]
pub struct ItemShape {
    /// The tree of keys inside an item; the name of the root is empty. Slots are numbered from 0.
    pub root: Key,
    /// The number of slots in `root`.
    pub slots: u16,
    /// The fields of an item. Their pointers are relative to the item. An item that is no object has one field, whose pointer is empty.
    pub fields: &'static [Field],
    /// Whether the items are the values of a map.
    pub(super) named: bool,
    /// Whether a member is secret, at any depth.
    pub(crate) secret: bool,
    /// The roles of the members.
    pub(super) roles: Roles,
}

impl fmt::Debug for ItemShape {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemShape").field("fields", &Count(self.fields.len())).finish_non_exhaustive()
    }
}

impl ItemShape {
    /// Items of which nothing is read.
    pub const NONE: Self = Self::list(Key::object("", &[]), 0, &[]);

    /// The items of a list.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn list(root: Key, slots: u16, fields: &'static [Field]) -> Self {
        let (mut secret, mut at) = (false, 0);
        while at < fields.len() {
            let inside = if let Some(shape) = fields[at].kind.items() { shape.secret } else { false };
            secret = secret || inside || fields[at].secret;
            at += 1;
        }
        Self { root, slots, fields, named: false, secret, roles: Roles::of(fields) }
    }

    /// The values of a map.
    #[inline]
    pub const fn map(root: Key, slots: u16, fields: &'static [Field]) -> Self {
        Self { named: true, ..Self::list(root, slots, fields) }
    }

    /// Whether a member has the role, at any depth.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn has(&self, role: Role) -> bool {
        self.roles.has(role)
    }

    /// Whether each item has a member with the role.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn requires(&self, role: Role) -> bool {
        self.fields.iter().any(|field| field.required && field.role == Some(role))
    }

    /// Whether the items are values of one kind, and not objects with members.
    #[inline]
    pub(super) const fn is_plain(&self) -> bool {
        matches!(self.fields, [field] if field.at.is_empty())
    }
}

/// Sets of roles: those of fields, and those of the members of their items.
#[derive(Clone, Copy)]
pub(crate) struct Roles {
    direct: u16,
    inside: u16,
}

impl Roles {
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn of(fields: &[Field]) -> Self {
        let (mut roles, mut at) = (Self { direct: 0, inside: 0 }, 0);
        while at < fields.len() {
            if let Some(role) = fields[at].role {
                roles.direct |= 1 << role as u16;
            }
            if let Some(shape) = fields[at].kind.items() {
                roles.inside |= shape.roles.direct | shape.roles.inside;
            }
            at += 1;
        }
        roles
    }

    /// Whether a field or a member of an item has the role.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn has(self, role: Role) -> bool {
        (self.direct | self.inside) & 1 << role as u16 != 0
    }

    /// Whether a member of an item has the role.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn are_inside(self, role: Role) -> bool {
        self.inside & 1 << role as u16 != 0
    }
}
