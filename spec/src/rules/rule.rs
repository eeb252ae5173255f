/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// What a [review](crate::review()) asks; no fault.
    Note,
    /// Worth a look; nothing is generated wrongly because of it.
    Warning,
    /// Nothing is generated until it is mended.
    Error,
}

impl Severity {
    /// Its word: `note`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A rule of the language, which a spec can break.
///
/// Rules are declared in this module only, so a [`Diagnostic`](crate::diag::Diagnostic) cannot have a rule that `errspec explain` does
/// not know. The explanation is there with the feature `explain`: build scripts and macros do without.
#[derive(Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Rule {
    /// The rule's name, which findings show in brackets.
    pub slug: &'static str,
    /// How bad it is to break the rule.
    pub severity: Severity,
    /// What is wrong with a spec that breaks the rule, in one line.
    #[cfg(feature = "explain")]
    pub what: &'static str,
    /// Why it is a rule, and how to fix a spec that breaks it.
    #[cfg(feature = "explain")]
    pub why: &'static str,
    /// A spec, or a part of one, that breaks this rule and no other. A line `# name.yaml` begins the text of another file.
    #[cfg(feature = "explain")]
    pub wrong: &'static str,
    /// The same spec, fixed.
    #[cfg(feature = "explain")]
    pub right: &'static str,
}

/// Declares rules, each as a static, and `RULES`, the list of them.
macro_rules! rules {
    ($(
        $name:ident: $severity:ident = $slug:literal {
            what: $what:literal,
            why: $why:literal,
            wrong: $wrong:literal,
            right: $right:literal,
        }
    )+) => {
        $(
            #[doc = $what]
            pub static $name: $crate::rules::Rule = $crate::rules::Rule {
                slug: $slug,
                severity: $crate::rules::Severity::$severity,
                #[cfg(feature = "explain")]
                what: $what,
                #[cfg(feature = "explain")]
                why: $why,
                #[cfg(feature = "explain")]
                wrong: $wrong,
                #[cfg(feature = "explain")]
                right: $right,
            };
        )+

        /// The rules of this file, for the registry.
        pub(crate) static RULES: &[&$crate::rules::Rule] = &[$(&$name),+];
    };
}
