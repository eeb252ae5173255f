//! The facts that codes, groups, statuses, ranges of statuses and states share.

use crate::retry::Retry;
use crate::{Basis, Category, Effect, Fact, Severity};
use core::time::Duration;

/// What a contract says of one entry, as far as the entry itself says so, or what it stands in: its group, catalog or range.
///
/// Named as the keys of the language. Written by the generator with struct update syntax over [`Facts::NONE`].
///
/// ```
/// use errspec::{Category, Facts};
/// const GONE: Facts = Facts { summary: "The link has expired", category: Some(Category::Gone), ..Facts::NONE };
/// assert!(GONE.retry.is_none() && GONE.action.is_empty());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The short label a document gives beside the summary; empty where it gives none.
    pub title: &'static str,
    /// What the entry means; empty where the contract says nothing.
    pub summary: &'static str,
    /// Common causes.
    pub causes: &'static [&'static str],
    /// What the reader is told to do; empty where nothing is said.
    pub action: &'static str,
    /// The API-independent category; `None` where nothing is said of it, which `other` is not.
    pub category: Option<Category>,
    /// The retry class.
    pub retry: Option<Retry>,
    /// May the server have acted?
    pub effect: Option<Effect>,
    /// How bad it is; `None` where nothing is said. States have none.
    pub severity: Option<Severity>,
    /// How certain the entry as a whole is.
    pub basis: Basis,
    /// A page about it; empty where there is none.
    pub docs: &'static str,
    /// The version that brought it; empty where nothing is said.
    pub since: &'static str,
    /// Why it is deprecated; empty where it is not.
    pub deprecated: &'static str,
    /// How long the thing behind it is kept; of a state, how long the job is kept in it.
    pub expires: Option<Duration>,
}

impl Facts {
    /// No fact at all, for struct update syntax.
    pub const NONE: Self = Self {
        title: "",
        summary: "",
        causes: &[],
        action: "",
        category: None,
        retry: None,
        effect: None,
        severity: None,
        basis: Basis::Stated,
        docs: "",
        since: "",
        deprecated: "",
        expires: None,
    };

    /// Whether the contract states this fact of the entry itself.
    pub(crate) const fn states(&self, fact: Fact) -> bool {
        match fact {
            Fact::Category => self.category.is_some(),
            Fact::Retry => self.retry.is_some(),
            Fact::Effect => self.effect.is_some(),
            Fact::Action => !self.action.is_empty(),
            Fact::Summary => !self.summary.is_empty(),
            // The status: a code's row has it.
            _ => false,
        }
    }

    /// [`action`](Self::action), where something is said.
    pub const fn stated_action(&self) -> Option<&'static str> {
        if self.action.is_empty() { None } else { Some(self.action) }
    }
}

/// The methods that codes, statuses and states share, over a table ([`Catalog`](crate::Catalog), [`Statuses`](crate::status::Statuses),
/// [`Machine`](crate::machine::Machine)) and the function that tells an entry's place in it.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_facts_v1 {
    ($entry:ident, $table:expr, $place:path) => {
        impl $entry {
            /// Every fact that the contract states of it.
            pub const fn facts(self) -> $crate::Facts {
                $table.facts($place(self))
            }

            /// What it means; empty where the contract says nothing.
            #[inline]
            pub const fn summary(self) -> &'static $crate::__v1::str {
                $table.summary($place(self))
            }

            /// What to do about it.
            #[inline]
            pub const fn action(self) -> $crate::__v1::Option<&'static $crate::__v1::str> {
                $table.action($place(self))
            }

            /// How bad it is, where the contract says so of it, its group or its catalog; never of a state.
            pub const fn severity(self) -> $crate::__v1::Option<$crate::Severity> {
                $table.facts($place(self)).severity
            }

            /// How sure the contract is of it; assumed where it is a status that is not declared.
            #[inline]
            pub const fn basis(self) -> $crate::Basis {
                $table.basis($place(self))
            }

            /// How sure the contract is of one fact of it.
            pub const fn basis_of(self, fact: $crate::Fact) -> $crate::Basis {
                $table.basis_of($place(self), fact)
            }
        }
    };
}
