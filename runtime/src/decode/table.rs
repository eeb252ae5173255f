use crate::Catalogue;

/// How the error bodies of one API are read, as const data.
///
/// Bodies are tried in the order of the contract; the first that matches wins. All of them are read in one pass over the bytes:
/// `root` is the tree of every key any of them looks at, each distinct place having a *slot* of its own.
#[derive(Clone, Copy, Debug)]
pub struct Decoder {
    /// The tree of keys; its own name is empty.
    pub root: Key,
    /// How many slots `root` names: slots count from 0 without gaps.
    pub slots: u16,
    /// The shapes, in the order they are tried.
    pub bodies: &'static [BodyShape],
}

impl Decoder {
    /// The decoder of a contract that describes no body.
    pub const NONE: Self = Self { root: Key::object("", &[]), slots: 0, bodies: &[] };
}

/// One key of the tree of places: a member name, or the index of an array element in decimal.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The member name, free of escapes.
    pub name: &'static str,
    /// The slot of the value found here; [`Key::NO_SLOT`] where only its members are of interest.
    pub slot: u16,
    /// What is looked at inside the value.
    pub keys: &'static [Key],
}

impl Key {
    /// No slot: the value itself is not read.
    pub const NO_SLOT: u16 = u16::MAX;

    /// A value that is read as a whole.
    pub const fn value(name: &'static str, slot: u16) -> Self {
        Self { name, slot, keys: &[] }
    }

    /// An object or array of which only members are read.
    pub const fn object(name: &'static str, keys: &'static [Key]) -> Self {
        Self { name, slot: Self::NO_SLOT, keys }
    }

    /// A value that is read as a whole, and members of it too.
    pub const fn both(name: &'static str, slot: u16, keys: &'static [Key]) -> Self {
        Self { name, slot, keys }
    }
}

/// One shape an error arrives in.
#[derive(Clone, Copy, Debug)]
pub struct BodyShape {
    /// Its name in the contract.
    pub name: &'static str,
    /// For which responses it is tried at all.
    pub when: When,
    /// Its fields, in the order of the contract.
    pub fields: &'static [Field],
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
}

impl Field {
    /// A required field without a role.
    pub const fn new(name: &'static str, at: &'static str, slot: u16, kind: Kind) -> Self {
        Self { name, at, slot, kind, required: true, role: None }
    }

    /// The same, optional.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.required = false;
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
    /// A code of this catalogue. A string; where the catalogue is one of integers, an integer or a string of digits.
    /// In a closed catalogue it has to be a listed one.
    Code(&'static Catalogue),
    /// An array whose items all have this shape.
    List(&'static ListShape),
}

/// The shape of the items of a list.
#[derive(Clone, Copy, Debug)]
pub struct ListShape {
    /// The tree of keys inside one item; its own name is empty. Slots count from 0 again.
    pub root: Key,
    /// How many slots `root` names.
    pub slots: u16,
    /// The fields of an item, with pointers relative to it.
    pub fields: &'static [Field],
}

impl ListShape {
    /// The shape of items of which nothing is read.
    pub const NONE: Self = Self { root: Key::object("", &[]), slots: 0, fields: &[] };
}

/// What a field says about the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// The error code.
    Code,
    /// The type or class of the error, coarser than the code.
    Type,
    /// What happened, for a person.
    Message,
    /// The name the server gave to the request.
    RequestId,
    /// Anything more.
    Details,
    /// How long to wait, in seconds.
    Delay,
}
