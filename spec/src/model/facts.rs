use crate::source::{Span, Spanned};
use crate::syntax::Retry;
use crate::words::{Audience, Basis, Category, Effect};
use std::time::Duration;

/// A fact and its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// The fact.
    pub value: T,
    /// Its origin.
    pub origin: Origin,
}

/// The origin of a fact, and how certain it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Where it was written; `None` for the defaults of the language.
    pub span: Option<Span>,
    /// How it came to the entry.
    pub via: Via,
    /// How certain it is.
    pub basis: Basis,
}

/// How a fact came to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// Written on the entry.
    Own,
    /// From a code with the same key in a catalog that this one extends.
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
    /// Whether the fact is stated by the code, its group or its catalog, and not inherited from the status it is documented with.
    pub fn is_own(&self) -> bool {
        matches!(self, Self::Own | Self::Base(_) | Self::Group(_) | Self::Catalog(_))
    }
}

impl Facts {
    /// Whether it is never sent to clients.
    pub fn is_internal(&self) -> bool {
        self.audience.as_ref().is_some_and(|audience| audience.value == Audience::Internal)
    }

    /// Whether the severity says that the call did what was asked.
    pub fn is_success(&self) -> bool {
        self.severity.as_ref().is_some_and(|severity| severity.value.is_success())
    }

    /// The category that the contract gives the entry. A stated `other` counts as a category. If none is stated and the registry has none
    /// either, the category comes from the status of the response.
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
        /// The shared facts of an entry, resolved.
        #[derive(Clone, Debug)]
        #[allow(missing_docs, reason = "named as the keys of the language")]
        pub struct Facts {
            $(pub $key: meant!(@type $how $value),)*
        }
    };
}

facts!(meant);
