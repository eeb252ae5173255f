#![allow(missing_docs, reason = "named as the keys of the language")]

use crate::source::Spanned;
use crate::syntax::When;
use crate::words::{Basis, Role};

/// A shape an error arrives in.
#[derive(Clone, Debug)]
pub struct Body {
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub basis: Basis,
    pub when: When,
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
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    pub at: Spanned<String>,
    pub kind: FieldKind,
    pub role: Option<Role>,
    pub optional: bool,
    /// Never printed.
    pub secret: bool,
    pub summary: Option<Spanned<String>>,
}

/// The type of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    String,
    Integer,
    Number,
    Boolean,
    Timestamp,
    Status,
    Json,
    /// One of the contract's catalogs.
    Code(usize),
    /// A list of objects with these members.
    List(Vec<Member>),
}

/// A member of a list's items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
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
