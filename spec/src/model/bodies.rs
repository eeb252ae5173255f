use crate::source::Spanned;
use crate::syntax::When;
use crate::words::{Basis, Role};

/// A shape an error arrives in.
#[derive(Clone, Debug)]
pub struct Body {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    /// What it is, in a sentence.
    pub summary: Option<Spanned<String>>,
    /// How sure the entry is.
    pub basis: Basis,
    /// When it is looked for.
    pub when: When,
    /// What is read from it.
    pub fields: Vec<Field>,
}

impl Body {
    /// Whether `when` names this status, so that a success of this status with such a body is a failure.
    pub fn names(&self, status: u16) -> bool {
        self.when.statuses.iter().any(|range| range.contains(status))
    }
}

/// A field of a body.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    /// Where it is: a JSON Pointer (RFC 6901).
    pub at: Spanned<String>,
    /// The key `type`.
    pub kind: FieldKind,
    /// What it is read for.
    pub role: Option<Role>,
    /// Whether the body is recognized without it.
    pub optional: bool,
    /// Never printed.
    pub secret: bool,
    /// What it is, in a sentence.
    pub summary: Option<Spanned<String>>,
}

/// The type of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A string.
    String,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A moment.
    Timestamp,
    /// An HTTP status.
    Status,
    /// Any JSON.
    Json,
    /// One of the contract's catalogs.
    Code(usize),
    /// A list of objects with these members.
    List(Vec<Member>),
}

/// A member of a list's items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The name in the JSON.
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    /// The type.
    pub kind: FieldKind,
}

impl FieldKind {
    /// Whether a value of this type is or holds a code of the catalog at this position.
    pub(crate) fn holds(&self, catalog: usize) -> bool {
        match self {
            Self::Code(at) => *at == catalog,
            Self::List(members) => members.iter().any(|member| member.kind.holds(catalog)),
            _ => false,
        }
    }
}
