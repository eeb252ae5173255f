use super::Retry;
use crate::source::Spanned;
use crate::words::{Basis, Category, Effect};
use std::time::Duration;

/// The words that statuses, groups, codes and states share.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "named as the keys of the language")]
pub struct Facts {
    pub name: Option<Spanned<String>>,
    pub title: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub causes: Vec<Spanned<String>>,
    pub action: Option<Spanned<String>>,
    pub category: Option<Spanned<Category>>,
    pub retry: Option<Spanned<Retry>>,
    pub effect: Option<Spanned<Effect>>,
    pub basis: BasisWords,
    pub since: Option<Spanned<String>>,
    pub deprecated: Option<Spanned<String>>,
    pub docs: Option<Spanned<String>>,
    pub expires: Option<Spanned<Duration>>,
}

/// How sure an entry is: one word for all its facts, or words for some of them.
#[derive(Clone, Debug, Default)]
pub struct BasisWords {
    /// For every fact of the entry.
    pub all: Option<Spanned<Basis>>,
    /// For single facts, by their key.
    pub by_key: Vec<(Spanned<String>, Basis)>,
}
