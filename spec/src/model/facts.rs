use crate::source::{Span, Spanned};
use crate::syntax::Retry;
use crate::words::{Basis, Category, Effect};
use std::time::Duration;

/// A fact and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// The fact.
    pub value: T,
    /// Where it came from.
    pub origin: Origin,
}

/// Where a fact came from, and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Where it was written; nowhere for the language's own defaults.
    pub span: Option<Span>,
    /// By which way.
    pub via: Via,
    /// How sure it is.
    pub basis: Basis,
}

/// The way a fact came to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// Written on the entry.
    Own,
    /// From the code of a catalog this one extends.
    Base(String),
    /// From its group.
    Group(String),
    /// From its catalog.
    Catalog(String),
    /// From the status it is documented with.
    Status(u16),
    /// From the defaults of a range of statuses.
    Range(String),
    /// From the registry of HTTP statuses.
    Registry,
    /// A default of the language.
    Default,
}

impl Via {
    /// Whether the fact speaks of the code itself (or its group or catalog), not of a status it happens to be documented with.
    pub fn is_own(&self) -> bool {
        matches!(self, Self::Own | Self::Base(_) | Self::Group(_) | Self::Catalog(_))
    }
}

impl Facts {
    /// The category that the contract gives the entry. `other` that somebody wrote counts like every other word; where nobody
    /// wrote one, and the registry has none either, it is the answer's status that decides.
    pub fn stated_category(&self) -> Option<Category> {
        let written = !matches!(self.category.origin.via, Via::Default | Via::Registry);
        Some(self.category.value).filter(|category| written || *category != Category::Other)
    }
}

macro_rules! meant {
    (@type name $value:ty) => { Option<Spanned<$value>> };
    (@type list $value:ty) => { Vec<Spanned<$value>> };
    (@type found $value:ty) => { Fact<$value> };
    (@type basis $value:ty) => { $value };
    (@type $how:ident $value:ty) => { Option<Fact<$value>> };
    ($($how:ident $key:ident: $value:ty, $read:path, [$($on:ident)*];)*) => {
        /// The shared words of an entry, resolved.
        #[derive(Clone, Debug)]
        #[allow(missing_docs, reason = "named as the keys of the language")]
        pub struct Facts {
            $(pub $key: meant!(@type $how $value),)*
        }
    };
}

facts!(meant);
