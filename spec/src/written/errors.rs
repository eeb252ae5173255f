#![allow(missing_docs, reason = "named as the keys of the language")]

use super::{Facts, Named};
use crate::source::Spanned;
use crate::words::WireKind;

/// A catalog of codes.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub wire: Option<Spanned<WireKind>>,
    pub open: Option<Spanned<bool>>,
    pub extends: Vec<Spanned<String>>,
    pub status: Vec<Spanned<u16>>,
    pub facts: Facts,
    pub groups: Vec<Named<Group>>,
    pub codes: Vec<Named<Code>>,
}

/// Codes that share facts.
#[derive(Clone, Debug)]
pub struct Group {
    pub status: Vec<Spanned<u16>>,
    pub family: Option<Spanned<Family>>,
    pub facts: Facts,
    pub codes: Vec<Named<Code>>,
}

/// Which codes belong to a group though they are not listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Family {
    Prefix(String),
    Range(i64, i64),
    Mask(i64),
}

/// One code.
#[derive(Clone, Debug)]
pub struct Code {
    pub status: Vec<Spanned<u16>>,
    pub message: Option<Spanned<String>>,
    pub params: Vec<Param>,
    pub aliases: Vec<Spanned<String>>,
    pub facts: Facts,
}

/// A value that a message template takes.
#[derive(Clone, Debug)]
pub struct Param {
    pub name: Spanned<String>,
    pub kind: Spanned<String>,
    pub secret: bool,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
}
