use super::{Fact, Facts};
use crate::source::Spanned;
use crate::syntax::{Family, Param};
use crate::words::WireKind;

/// A catalog of codes.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// How its codes travel.
    pub wire: WireKind,
    /// Whether codes may come that are not listed.
    pub open: bool,
    /// What all its codes share.
    pub facts: Facts,
    /// Codes that share facts.
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
    /// The name in the spec.
    pub key: Spanned<String>,
    /// The statuses its codes come with.
    pub status: Vec<Fact<u16>>,
    /// Which codes belong to it though they are not listed.
    pub family: Option<Spanned<Family>>,
    /// What its codes share.
    pub facts: Facts,
}

/// One code.
#[derive(Clone, Debug)]
pub struct Code {
    /// The code as it travels.
    pub wire: Spanned<String>,
    /// The integer it is, in a catalog of integers.
    pub number: Option<i64>,
    /// Which of the catalog's groups it stands in.
    pub group: Option<usize>,
    /// The statuses it comes with.
    pub status: Vec<Fact<u16>>,
    /// The message it is sent with.
    pub message: Option<Template>,
    /// The values the message takes.
    pub params: Vec<Param>,
    /// Other codes that mean the same.
    pub aliases: Vec<Spanned<String>>,
    /// What is known of it.
    pub facts: Facts,
}

/// A code of one of the contract's catalogs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeId {
    /// Index of the catalog.
    pub catalog: usize,
    /// Index of the code in the catalog.
    pub code: usize,
}

/// A message with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// As it is written.
    pub text: Spanned<String>,
    /// Text and placeholders in turn.
    pub parts: Vec<TemplatePart>,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplatePart {
    /// Text that stands for itself.
    Text(String),
    /// The name of a parameter.
    Param(Spanned<String>),
}
