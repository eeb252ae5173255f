#![allow(missing_docs, reason = "named as the keys of the language")]

use super::{Fact, Facts};
use crate::source::Spanned;
use crate::syntax::{Family, Param};
use crate::words::WireKind;

/// A catalog of codes.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub name: Spanned<String>,
    pub wire: WireKind,
    pub open: bool,
    pub facts: Facts,
    pub groups: Vec<Group>,
    /// In the order of the file: groups as they stand, then the codes outside groups, then those of extended catalogs.
    pub codes: Vec<Code>,
}

impl Catalog {
    /// The codes with their ids, for the catalog at this place of the contract.
    pub fn ids(&self, catalog: usize) -> impl Iterator<Item = (CodeId, &Code)> {
        self.codes.iter().enumerate().map(move |(code, entry)| (CodeId { catalog, code }, entry))
    }
}

/// A group of codes.
#[derive(Clone, Debug)]
pub struct Group {
    pub key: Spanned<String>,
    pub status: Vec<Fact<u16>>,
    pub family: Option<Spanned<Family>>,
    pub facts: Facts,
}

/// One code.
#[derive(Clone, Debug)]
pub struct Code {
    pub wire: Spanned<String>,
    /// The integer it is, in a catalog of integers.
    pub number: Option<i64>,
    /// Which of the catalog's groups it stands in.
    pub group: Option<usize>,
    pub status: Vec<Fact<u16>>,
    pub message: Option<Template>,
    pub params: Vec<Param>,
    pub aliases: Vec<Spanned<String>>,
    pub facts: Facts,
}

/// A code of one of the contract's catalogs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeId {
    pub catalog: usize,
    pub code: usize,
}

/// A message with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub text: Spanned<String>,
    pub parts: Vec<TemplatePart>,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplatePart {
    Text(String),
    Param(Spanned<String>),
}
