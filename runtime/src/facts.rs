//! The facts that codes, groups, statuses, ranges of statuses and states share.

use crate::retry_facts::Retry;
use crate::{Audience, Basis, Category, Effect, Fact, Severity};
use core::time::Duration;

/// The facts of one entry, as far as the entry states them or inherits them from its group, catalog or range.
///
/// The members have the names of the language's keys. The generator writes them with struct update syntax over [`Facts::NONE`].
///
/// ```
/// use errspec::{Category, Facts};
/// const GONE: Facts = Facts { summary: "The link has expired", category: Some(Category::Gone), ..Facts::NONE };
/// assert!(GONE.retry.is_none() && GONE.action.is_empty());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The short label that the document shows next to the summary; empty if there is none.
    pub title: &'static str,
    /// What the entry means; empty if the contract does not say.
    pub summary: &'static str,
    /// Common causes.
    pub causes: &'static [&'static str],
    /// What the contract tells the reader to do; empty if it does not say.
    pub action: &'static str,
    /// The category; `None` if the contract states none. A stated `other` is `Some`.
    pub category: Option<Category>,
    /// The retry class.
    pub retry: Option<Retry>,
    /// Whether the server may have acted.
    pub effect: Option<Effect>,
    /// How serious it is; `None` if the contract does not say. States have none.
    pub severity: Option<Severity>,
    /// How certain the entry as a whole is.
    pub basis: Basis,
    /// Who may be told about it. Codes with the audience `internal` are never sent.
    pub audience: Audience,
    /// A page about it; empty if there is none.
    pub docs: &'static str,
    /// The version that introduced it; empty if the contract does not say.
    pub since: &'static str,
    /// Why it is deprecated; empty if it is not.
    pub deprecated: &'static str,
    /// How long the resource is kept before it expires; on a state, how long a job is kept in that state.
    pub expires: Option<Duration>,
}

impl Facts {
    /// No facts, for struct update syntax.
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
        audience: Audience::Public,
        docs: "",
        since: "",
        deprecated: "",
        expires: None,
    };

    /// Whether this fact is set.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn states(&self, fact: Fact) -> bool {
        match fact {
            Fact::Category => self.category.is_some(),
            Fact::Retry => self.retry.is_some(),
            Fact::Effect => self.effect.is_some(),
            Fact::Action => !self.action.is_empty(),
            Fact::Summary => !self.summary.is_empty(),
            // Statuses are stored in the rows of codes.
            _ => false,
        }
    }

    /// The [`action`](Self::action), if there is one.
    #[inline]
    pub const fn stated_action(&self) -> Option<&'static str> {
        if self.action.is_empty() { None } else { Some(self.action) }
    }
}

/// The methods that codes, statuses and states share, given a table ([`Catalog`](crate::Catalog), [`Statuses`](crate::status::Statuses),
/// [`Machine`](crate::machine::Machine)) and a function that returns an entry's position in it.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_facts_v1 {
    ($entry:ident, $table:expr, $place:path) => {
        impl $entry {
            /// All facts that the contract states for it.
            pub const fn facts(self) -> $crate::Facts {
                $table.facts($place(self))
            }

            /// What it means; empty if the contract does not say.
            #[inline]
            pub const fn summary(self) -> &'static $crate::__v1::str {
                $table.summary($place(self))
            }

            /// What the contract tells the reader to do about it.
            #[inline]
            pub const fn action(self) -> $crate::__v1::Option<&'static $crate::__v1::str> {
                $table.action($place(self))
            }

            /// How serious it is, if the contract says so for it, its group or its catalog. States have no severity.
            pub const fn severity(self) -> $crate::__v1::Option<$crate::Severity> {
                $table.facts($place(self)).severity
            }

            /// The basis: how certain it is. A status that is not declared is `assumed`.
            #[inline]
            pub const fn basis(self) -> $crate::Basis {
                $table.basis($place(self))
            }

            /// The basis of one of its facts.
            pub const fn basis_of(self, fact: $crate::Fact) -> $crate::Basis {
                $table.basis_of($place(self), fact)
            }
        }
    };
}
