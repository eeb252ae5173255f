//! What each rule is, for `errspec explain`: one file per area, one struct per slug.

mod bodies;
mod errors;
mod http;
mod language;
mod lints;
mod machines;
mod names;
mod reader;
mod retry;
mod review;
mod statuses;

/// What a finding's rule is.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// The rule's name.
    pub slug: &'static str,
    /// The rule in one line.
    pub title: &'static str,
    /// Why it is a rule and how to mend a file that breaks it.
    pub text: &'static str,
    /// A spec (or part of one) that breaks it.
    pub wrong: &'static str,
    /// The same, mended.
    pub right: &'static str,
}

static AREAS: &[&[Explanation]] = &[
    reader::RULES,
    language::RULES,
    names::RULES,
    statuses::RULES,
    errors::RULES,
    bodies::RULES,
    http::RULES,
    retry::RULES,
    machines::RULES,
    lints::RULES,
    review::RULES,
];

/// Every slug, in alphabetical order.
pub fn slugs() -> impl Iterator<Item = &'static str> {
    let mut slugs: Vec<&'static str> = rules().map(|rule| rule.slug).collect();
    slugs.sort_unstable();
    slugs.into_iter()
}

/// The explanation of a slug.
///
/// ```
/// use errspec_spec::diag;
/// assert_eq!(diag::explain("duplicate-key").map(|rule| rule.title), Some("a key is written twice in one mapping"));
/// assert!(diag::explain("no-such-rule").is_none());
/// ```
pub fn explain(slug: &str) -> Option<&'static Explanation> {
    rules().find(|rule| rule.slug == slug)
}

/// Whether a rule's findings are notes, which only a review makes.
pub(crate) fn is_note(slug: &str) -> bool {
    review::RULES.iter().any(|rule| rule.slug == slug)
}

fn rules() -> impl Iterator<Item = &'static Explanation> {
    AREAS.iter().flat_map(|area| area.iter())
}
