#![allow(missing_docs, reason = "named as the keys of the language")]

use super::BasisWords;
use crate::source::Spanned;

/// A contradiction inside the document, and how it was resolved.
#[derive(Clone, Debug)]
pub struct Conflict {
    pub between: Spanned<String>,
    pub and: Spanned<String>,
    pub resolution: Spanned<String>,
    pub reason: Option<Spanned<String>>,
    pub basis: BasisWords,
}

/// A piece of advice, or something the document leaves open.
#[derive(Clone, Debug)]
pub struct Remark {
    pub text: Spanned<String>,
    pub basis: BasisWords,
    pub docs: Option<Spanned<String>>,
}

/// A warning that is accepted, and why.
#[derive(Clone, Debug)]
pub struct LintAllow {
    pub slug: Spanned<String>,
    pub reason: Spanned<String>,
}
