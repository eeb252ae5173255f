use super::When;
use crate::source::Spanned;
use crate::words::{Basis, Meaning, Role};

/// One shape of an error body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// The summary.
    pub summary: Option<Spanned<String>>,
    /// The basis of the entry.
    pub basis: Basis,
    /// What it means that a response matches it.
    pub means: Spanned<Meaning>,
    /// The responses for which it is looked for.
    pub when: When,
    /// The fields that are read from it.
    pub fields: Vec<Field>,
}

impl Body {
    /// Whether a response that matches it can be a failure.
    pub fn is_error(&self) -> bool {
        self.means.value == Meaning::Error
    }

    /// Whether `when` names this status. If it is a success status, a response that matches this body is a failure.
    pub fn names(&self, status: u16) -> bool {
        self.when.names(status)
    }
}

/// A field of a body.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// The location of the value: a JSON Pointer (RFC 6901).
    pub at: Spanned<String>,
    /// The key `type`.
    pub kind: FieldKind,
    /// What the field means.
    pub role: Option<Role>,
    /// Whether the body matches without it.
    pub optional: bool,
    /// Whether the value is never printed.
    pub secret: bool,
    /// The summary.
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
    /// A date and time.
    Timestamp,
    /// An HTTP status.
    Status,
    /// Any JSON.
    Json,
    /// A code of the catalog with this index.
    Code(usize),
    /// A list of objects with these members.
    List(Vec<Member>),
}

/// A member of the items of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The name of the member in JSON.
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// The type.
    pub kind: FieldKind,
}

impl FieldKind {
    /// Whether a value of this type is or contains a code of the catalog with this index.
    pub(crate) fn holds(&self, catalog: usize) -> bool {
        match self {
            Self::Code(at) => *at == catalog,
            Self::List(members) => members.iter().any(|member| member.kind.holds(catalog)),
            _ => false,
        }
    }
}
