use super::chain::Chain;
use super::table::{Field, Key, Kind, Roles, bit, format_bit};
use crate::catalog::Lookup;
use crate::format::Format;
use crate::shown::Count;
use crate::when::{Predicate, When};
use crate::{Basis, Catalog, Meaning};
use alloc::borrow::Cow;
use alloc::string::ToString as _;
use core::fmt;
use errspec_core::words::BodyFormat;

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
    /// Its format; `None` for JSON.
    pub(crate) format: Option<&'static Format>,
    /// The slots of its required fields, as bits, as far as they are among the first 60 slots, and the bit of its format.
    pub(super) needs: u64,
    /// The slots of required fields that must be strings, as bits.
    pub(super) strings: u64,
    /// The slots of required codes that may be any string, as bits. They may also be numbers, which servers send less often.
    pub(super) codes: u64,
    /// Whether these bits describe the required fields completely, if all codes are strings, and there is at least one.
    pub(super) plain: bool,
    /// Whether it asks for more of a response than its required fields.
    pub(super) conditional: bool,
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
    /// Whether reading it takes more than its pointers: a field has a source, or it is not JSON.
    pub(crate) special: bool,
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
            format: None,
            needs: needs | format_bit(BodyFormat::Json),
            strings,
            codes,
            plain,
            conditional: !(when.status.is_empty()
                && when.content_type.is_empty()
                && when.headers.is_empty()
                && when.fields.is_empty()),
            whole,
            indexed,
            lists,
            roles,
            chain: None,
            sourced,
            special: sourced,
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

    /// Sets its format, if that is not JSON.
    #[must_use]
    #[inline]
    pub const fn format(mut self, format: &'static Format) -> Self {
        self.needs = self.needs & !format_bit(BodyFormat::Json) | format_bit(format.word());
        (self.format, self.special) = (Some(format), true);
        self
    }

    /// Its format.
    #[inline]
    pub const fn body_format(&self) -> BodyFormat {
        if let Some(format) = self.format { format.word() } else { BodyFormat::Json }
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
                // No header has an item with members.
                Predicate::Present | Predicate::HasItem(_) => Cow::Borrowed("1"),
            };
            (*name, value)
        })
    }

    /// The media type with which the body is sent: the first one in `when` or, without one, that of its format, such as
    /// `application/json`.
    #[inline]
    pub const fn media_type(&self) -> &'static str {
        match (self.when.content_type, self.format) {
            ([first, ..], _) => first,
            ([], Some(format)) => format.media_type(),
            ([], None) => "application/json",
        }
    }
}
