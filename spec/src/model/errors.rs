use super::{Fact, Facts};
use crate::source::Spanned;
use crate::syntax::{Family, Param, StatusRange};
use crate::words::WireKind;

/// A catalog of codes.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// How its codes are sent.
    pub wire: WireKind,
    /// Whether unlisted codes are accepted.
    pub open: bool,
    /// The facts that its codes share.
    pub facts: Facts,
    /// The facts of the codes that are neither listed nor in a family.
    pub unlisted: Option<Spanned<Facts>>,
    /// The prefix of wire texts that is left out of Rust names.
    pub strip: Option<Spanned<String>>,
    /// The tags that its codes can have.
    pub tags: Vec<Spanned<String>>,
    /// The keys that its codes have besides their wire texts.
    pub keys: Vec<CodeKey>,
    /// The groups.
    pub groups: Vec<Group>,
    /// In the order of the file: the codes of each group, then the codes outside groups, then those of extended catalogs.
    pub codes: Vec<Code>,
}

impl Catalog {
    /// Whether a group is the other one, or is inside it.
    pub fn is_within(&self, group: usize, outer: usize) -> bool {
        let up = |at: &usize| self.groups.get(*at)?.within;
        std::iter::successors(Some(group), up).any(|at| at == outer)
    }

    /// The codes with their IDs, given the index of this catalog in the contract.
    pub fn ids(&self, catalog: usize) -> impl Iterator<Item = (CodeId, &Code)> {
        self.codes.iter().enumerate().map(move |(code, entry)| (CodeId { catalog, code }, entry))
    }
}

/// A key of a catalog's codes besides the wire text, such as a symbol.
#[derive(Clone, Debug)]
pub struct CodeKey {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The type of its values.
    pub kind: WireKind,
    /// Whether a value belongs to one code.
    pub unique: bool,
}

/// A group of codes.
#[derive(Clone, Debug)]
pub struct Group {
    /// The name in the spec.
    pub key: Spanned<String>,
    /// The index of the group around it.
    pub within: Option<usize>,
    /// The statuses its codes come with.
    pub status: Vec<Fact<u16>>,
    /// Which unlisted codes belong to the group.
    pub family: Option<Spanned<Family>>,
    /// The tags of its codes, listed or not.
    pub tags: Vec<Spanned<String>>,
    /// The facts that its codes share.
    pub facts: Facts,
}

/// One code.
#[derive(Clone, Debug)]
pub struct Code {
    /// The wire text.
    pub wire: Spanned<String>,
    /// The integer, if the catalog has integer codes.
    pub number: Option<i64>,
    /// The index of the group to which it belongs.
    pub group: Option<usize>,
    /// The statuses it comes with.
    pub status: Vec<Fact<u16>>,
    /// The statuses that imply this code, if a response has no code.
    pub implied_by: Vec<Spanned<StatusRange>>,
    /// The message that is sent with it.
    pub message: Option<Template>,
    /// The parameters of the message.
    pub params: Vec<Param>,
    /// Other wire texts that are read as this code.
    pub aliases: Vec<Spanned<String>>,
    /// Its tags and those of its group.
    pub tags: Vec<Spanned<String>>,
    /// Its values for each key of the catalog.
    pub keys: Vec<Vec<Spanned<String>>>,
    /// Its facts.
    pub facts: Facts,
}

/// Identifies a code of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeId {
    /// The index of the catalog.
    pub catalog: usize,
    /// The index of the code in the catalog.
    pub code: usize,
}

/// A message with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The template as it is written.
    pub text: Spanned<String>,
    /// Literal texts and parameters, in order.
    pub parts: Vec<TemplatePart>,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplatePart {
    /// Literal text.
    Text(String),
    /// The name of a parameter.
    Param(Spanned<String>),
}
