/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// A note of `errspec check --review`, which is not a mistake.
    Note,
    /// A likely mistake, which does not prevent code generation.
    Warning,
    /// A mistake that prevents code generation.
    Error,
}

impl Severity {
    /// The word for it: `note`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A rule of the checker. The documentation of the language calls it a check.
///
/// Rules are only declared in this module, so a [`Diagnostic`](crate::diag::Diagnostic) cannot have a rule that `errspec explain` does not
/// know. The explanation needs the feature `explain`, because build scripts and macros do not print it.
#[derive(Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Rule {
    /// The name of the rule, which findings print in brackets.
    pub slug: &'static str,
    /// How serious its findings are.
    pub severity: Severity,
    /// What is wrong with a spec that has the finding, in one line.
    #[cfg(feature = "explain")]
    pub what: &'static str,
    /// Why that is a problem, and how to fix it.
    #[cfg(feature = "explain")]
    pub why: &'static str,
    /// A spec, or part of one, with this finding and no other. A line `# name.yaml` begins another file.
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
