use super::table::{Field, ItemShape, Key, Kind, Roles, bit};
use crate::catalog::Lookup;
use crate::shown::Count;
use crate::when::{Predicate, When};
use crate::{Basis, Catalog, Meaning};
use alloc::borrow::Cow;
use alloc::string::ToString as _;
use core::fmt;

/// How to read the error bodies of an API, as const data.
///
/// Bodies are tried in the order of the contract, and the first one that matches is used. All of them are read in one pass over the bytes:
/// `root` is the tree of all keys that any body refers to, and each distinct location has its own *slot*.
#[derive(Clone, Copy)]
pub struct Decoder {
    /// The tree of keys; the name of the root is empty.
    pub root: Key,
    /// The number of slots in `root`. Slots are numbered from 0 without gaps.
    pub slots: u16,
    /// The bodies, in the order in which they are tried.
    pub bodies: &'static [BodyShape],
}

impl fmt::Debug for Decoder {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoder").field("slots", &self.slots).field("bodies", &Count(self.bodies.len())).finish_non_exhaustive()
    }
}

impl Decoder {
    /// The decoder of a contract without bodies.
    pub const NONE: Self = Self { root: Key::object("", &[]), slots: 0, bodies: &[] };
}

/// One shape of an error body, created with [`BodyShape::new`].
#[derive(Clone, Copy)]
pub struct BodyShape {
    /// Its name in the contract.
    pub name: &'static str,
    /// The summary; may be empty.
    pub summary: &'static str,
    /// The basis.
    pub basis: Basis,
    /// What it means that a response matches it.
    pub means: Meaning,
    /// The responses for which it is tried.
    pub when: When,
    /// Its fields, in the order of the contract.
    pub fields: &'static [Field],
    /// The slots of its required fields, as bits; only the first 64 slots.
    pub(super) needs: u64,
    /// The slots of required fields that must be strings, as bits.
    pub(super) strings: u64,
    /// The slots of required codes that may be any string, as bits. They may also be numbers, which servers send less often.
    pub(super) codes: u64,
    /// Whether these bits describe the required fields completely, if all codes are strings, and there is at least one.
    pub(super) plain: bool,
    /// Whether a field reads the whole document, which can then be any value.
    pub(super) whole: bool,
    /// Whether a pointer begins with an array index.
    pub(super) indexed: bool,
    /// Whether a list or a map is required.
    pub(super) lists: bool,
    /// The roles of its fields and of the members of their items, as bits.
    pub(crate) roles: Roles,
    /// Where it repeats its own shape.
    pub(crate) chain: Option<&'static Chain>,
    /// Whether a field has a [`Source`](super::Source).
    pub(crate) sourced: bool,
}

/// Where a body repeats its own shape: an error that contains the error that caused it, and so on.
#[derive(Clone, Copy)]
pub struct Chain {
    /// The field of the body with the first cause.
    pub(crate) field: u16,
    /// The field of a link with the next one.
    pub(super) next: u16,
    /// Whether the innermost listed code is the code of the error.
    pub(crate) innermost: bool,
    /// The fields of a link.
    pub(super) link: ItemShape,
}

impl fmt::Debug for Chain {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chain").field("innermost", &self.innermost).field("link", &self.link).finish_non_exhaustive()
    }
}

impl Chain {
    /// Creates a chain: the indices of the field with the first cause in the body and of the field with the next one in a link.
    #[inline]
    pub const fn new(field: u16, next: u16, innermost: bool, link: ItemShape) -> Self {
        Self { field, next, innermost, link }
    }
}

impl fmt::Debug for BodyShape {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BodyShape")
            .field("name", &self.name)
            .field("when", &self.when)
            .field("fields", &Count(self.fields.len()))
            .finish_non_exhaustive()
    }
}

impl BodyShape {
    /// Creates a body.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn new(name: &'static str, when: When, fields: &'static [Field]) -> Self {
        let (mut needs, mut strings, mut codes, mut plain, mut at) = (0, 0, 0, true, 0);
        let (mut whole, mut indexed, mut lists, mut sourced) = (false, false, false, false);
        while at < fields.len() {
            let Field { slot, kind, required, .. } = fields[at];
            let (any, index) = fields[at].starts();
            whole = whole || any;
            indexed = indexed || index;
            sourced = sourced || fields[at].source.is_some();
            if required {
                needs |= bit(slot);
                lists = lists || kind.items().is_some();
                match kind {
                    Kind::Json => {}
                    Kind::String => strings |= bit(slot),
                    Kind::Code(Catalog { open: true, lookup: Lookup::Text(_) | Lookup::Sorted(_), .. }) => codes |= bit(slot),
                    _ => plain = false,
                }
                plain = plain && bit(slot) != 0;
            }
            at += 1;
        }
        plain = plain && needs != 0;
        let roles = Roles::of(fields);
        Self {
            name,
            summary: "",
            basis: Basis::Stated,
            means: Meaning::Error,
            when,
            fields,
            needs,
            strings,
            codes,
            plain,
            whole,
            indexed,
            lists,
            roles,
            chain: None,
            sourced,
        }
    }

    /// Sets the summary.
    #[must_use]
    #[inline]
    pub const fn summary(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }

    /// Sets the basis.
    #[must_use]
    #[inline]
    pub const fn basis(mut self, basis: Basis) -> Self {
        self.basis = basis;
        self
    }

    /// Sets what it means that a response matches it.
    #[must_use]
    #[inline]
    pub const fn means(mut self, means: Meaning) -> Self {
        self.means = means;
        self
    }

    /// Says where it repeats its own shape.
    #[must_use]
    #[inline]
    pub const fn chain(mut self, chain: &'static Chain) -> Self {
        self.chain = Some(chain);
        self
    }

    /// Whether a document whose value starts with this byte can match: members need an object, indices need an array.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn may_start(&self, first: u8) -> bool {
        self.whole || first == b'{' || self.indexed && first == b'['
    }

    /// Whether both bodies require a list or a map at the same location.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn shares_a_list(&self, other: &Self) -> bool {
        let list = |field: &&Field| field.required && field.kind.items().is_some();
        let mut lists = self.fields.iter().filter(list);
        lists.any(|one| other.fields.iter().filter(list).any(|other| other.slot == one.slot))
    }

    /// The top-level members that its conditions require to be a certain text and that none of its fields reads, by name.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn constants(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        let (tests, fields) = (self.when.fields, self.fields);
        tests.iter().filter_map(move |(pointer, test)| {
            let name = pointer.strip_prefix('/').filter(|name| !name.contains(['/', '~']))?;
            let inside = |field: &Field| {
                field
                    .pointer()
                    .and_then(|at| at.strip_prefix(pointer))
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            match test.first {
                Predicate::Equals(text) if !test.negated && !fields.iter().any(inside) => Some((name, text)),
                _ => None,
            }
        })
    }

    /// The headers that its conditions require, besides `Content-Type`, each with a value that passes.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn headers(&self) -> impl Iterator<Item = (&'static str, Cow<'static, str>)> + use<> {
        self.when.headers.iter().filter(|(_, test)| !test.negated).map(|(name, test)| {
            let value = match test.first {
                Predicate::Equals(text) | Predicate::Contains(text) | Predicate::Starts(text) => Cow::Borrowed(text),
                Predicate::Ends(text) | Predicate::Has(text) => Cow::Borrowed(text),
                Predicate::Between(i64::MIN, most) => most.to_string().into(),
                Predicate::Between(least, _) => least.to_string().into(),
                Predicate::Present => Cow::Borrowed("1"),
            };
            (*name, value)
        })
    }

    /// The media type with which the body is sent: the first of `when`, or `application/json`.
    #[inline]
    pub const fn media_type(&self) -> &'static str {
        if let [first, ..] = self.when.content_type { first } else { "application/json" }
    }
}
