/// What a finding's rule is, for `errspec explain`.
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

/// Every slug, in alphabetical order.
pub fn slugs() -> impl Iterator<Item = &'static str> {
    EXPLANATIONS.iter().map(|e| e.slug)
}

/// The explanation of a slug.
pub fn explain(slug: &str) -> Option<&'static Explanation> {
    EXPLANATIONS.iter().find(|e| e.slug == slug)
}

static EXPLANATIONS: &[Explanation] = &[];
