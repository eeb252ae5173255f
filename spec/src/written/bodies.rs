#![allow(missing_docs, reason = "named as the keys of the language")]

use super::{Facts, Named, StatusRange};
use crate::source::Spanned;
use crate::words::Role;

/// A shape an error arrives in.
#[derive(Clone, Debug)]
pub struct Body {
    pub when: When,
    pub fields: Vec<Named<Field>>,
    pub facts: Facts,
}

/// When a body is looked for at all.
#[derive(Clone, Debug, Default)]
pub struct When {
    pub statuses: Vec<Spanned<StatusRange>>,
    pub content_type: Option<Spanned<String>>,
}

/// A field of a body.
#[derive(Clone, Debug)]
pub struct Field {
    pub at: Spanned<String>,
    pub kind: Option<Spanned<FieldType>>,
    pub role: Option<Spanned<Role>>,
    pub optional: bool,
    /// Never printed.
    pub secret: bool,
    pub facts: Facts,
}

impl FieldType {
    /// The types that have a word of their own.
    pub(crate) const PLAIN: [(&'static str, Self); 7] = [
        ("string", Self::String),
        ("integer", Self::Integer),
        ("number", Self::Number),
        ("boolean", Self::Boolean),
        ("timestamp", Self::Timestamp),
        ("status", Self::Status),
        ("json", Self::Json),
    ];
}

/// The type of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    String,
    Integer,
    Number,
    Boolean,
    Timestamp,
    Status,
    Json,
    /// A catalog, by name.
    Catalog(String),
    /// A list of objects with these members.
    List(Vec<Member>),
}

/// A member of a list's items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    pub kind: Spanned<FieldType>,
}
