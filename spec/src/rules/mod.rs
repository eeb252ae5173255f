//! All checks, which the code calls rules, as SARIF does.
//!
//! A rule and its explanation are declared together, in one `rules!` block. The code that finds the problem is in the same file; rules that
//! are found in one pass over the contract share a file. Rules that are found while a file is read, parsed or resolved, or while names are
//! generated, are declared in `reader`, `parser`, `resolver` and `generator`.
//!
//! To add a rule, declare it in the file of its subject. `errspec explain`, the table in `spec/LANGUAGE.md`, SARIF and `lints.allow` are
//! made from the declarations.

#[macro_use]
mod rule;
mod reader;
mod parser;
mod resolver;
mod generator;

mod broken;
mod statuses;
#[cfg(feature = "reader")]
mod bodies;
mod catalogs;
mod families;
mod code_labels;
#[cfg(feature = "reader")]
mod implied;
#[cfg(feature = "reader")]
mod retry_rules;
pub(crate) mod duration;
#[cfg(feature = "reader")]
pub(crate) mod waits;
#[cfg(feature = "reader")]
mod hints;
#[cfg(feature = "reader")]
mod budget;
mod machines;
#[cfg(feature = "reader")]
mod lints;
#[cfg(feature = "reader")]
#[cfg_attr(not(feature = "review"), allow(dead_code, unused_imports, reason = "the rules are known without their checks"))]
pub(crate) mod review;

pub use catalogs::*;
pub use code_labels::*;
pub use families::*;
pub use generator::*;
pub use machines::*;
pub use parser::*;
pub use reader::*;
pub use resolver::*;
pub use rule::{Rule, Severity};
pub use statuses::*;

#[cfg(feature = "reader")]
pub use {bodies::*, budget::*, hints::*, implied::*, lints::*, retry_rules::*, review::*, waits::*};

#[cfg(feature = "reader")]
pub(crate) use machines::graph;

use crate::diag::Sink;
#[cfg(feature = "reader")]
use crate::lists::{IntoVec, sort_by_key};
use crate::model::Contract;
use crate::resolve::Unit;
use broken::Broken;

/// The rules of all files.
#[cfg(feature = "reader")]
static REGISTRY: &[&[&Rule]] = &[
    reader::RULES,
    parser::RULES,
    resolver::RULES,
    generator::RULES,
    statuses::RULES,
    catalogs::RULES,
    families::RULES,
    code_labels::RULES,
    implied::RULES,
    bodies::RULES,
    bodies::fields::RULES,
    bodies::formats::RULES,
    bodies::places::RULES,
    bodies::successes::RULES,
    bodies::unread::RULES,
    retry_rules::RULES,
    waits::RULES,
    hints::RULES,
    budget::RULES,
    machines::RULES,
    machines::commands::RULES,
    machines::edges::RULES,
    machines::ends::RULES,
    machines::moves::RULES,
    machines::poll::RULES,
    machines::reach::RULES,
    machines::states::RULES,
    machines::by_condition::RULES,
    machines::declared::RULES,
    machines::goals::RULES,
    lints::RULES,
    review::commands::RULES,
    review::cycles::RULES,
    review::signals::RULES,
    review::states::RULES,
    review::unlisted::RULES,
    review::waits::RULES,
    review::sending::RULES,
];

/// All rules, in alphabetical order of their slugs.
///
/// ```
/// use errspec_spec::{diag::Severity, rules};
/// assert!(rules::all().any(|rule| rule.slug == "unused-allow" && rule.severity == Severity::Warning));
/// ```
#[cfg(feature = "reader")]
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let mut rules: Vec<&'static Rule> = REGISTRY.iter().copied().flatten().copied().into_vec();
    sort_by_key(&mut rules, |rule| rule.slug);
    rules.into_iter()
}

/// The rule with this slug.
///
/// ```
/// use errspec_spec::rules;
/// assert_eq!(rules::find("duplicate-key"), Some(&rules::DUPLICATE_KEY));
/// assert_eq!(rules::find("no-such-rule"), None);
/// ```
#[cfg(feature = "reader")]
pub fn find(slug: &str) -> Option<&'static Rule> {
    REGISTRY.iter().copied().flatten().copied().find(|rule| rule.slug == slug)
}

/// Removes the warnings that the files of a contract allow.
#[cfg(feature = "reader")]
pub(crate) fn allow(units: &[Unit], sink: &mut Sink) {
    lints::allow(units, &all().into_vec(), sink);
}

/// The checks of what a derive can write: statuses, catalogs and machines.
pub(crate) fn entries(contract: &Contract, units: &[Unit], sink: &mut Sink) {
    let broken = Broken::new(units, sink);
    statuses::check(contract, sink);
    catalogs::check(contract, &broken, sink);
    families::check(contract, &broken, sink);
    code_labels::check(contract, &broken, sink);
    machines::check(contract, &broken, units, sink);
}

/// Runs all checks. Entries that contain an error are skipped, because what is missing from them would only cause false findings.
#[cfg(feature = "reader")]
pub(crate) fn check(contract: &Contract, units: &[Unit], sink: &mut Sink) {
    let broken = Broken::new(units, sink);
    statuses::check(contract, sink);
    catalogs::check(contract, &broken, sink);
    families::check(contract, &broken, sink);
    code_labels::check(contract, &broken, sink);
    implied::check(contract, &broken, sink);
    bodies::check(contract, &broken, sink);
    machines::check(contract, &broken, units, sink);
    machines::observed(contract, &broken, sink);
    if broken.policy() {
        return;
    }
    retry_rules::check(contract, sink);
    waits::check(contract, sink);
    hints::check(contract, sink);
    budget::check(contract, sink);
}
