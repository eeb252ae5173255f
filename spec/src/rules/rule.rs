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
    /// A spec, or part of one, before and after the finding is fixed, as a diff: a line begins with `-` if only the wrong spec has it, with
    /// `+` if only the right one has it, and otherwise with a space. A line `# name.yaml` begins another file.
    #[cfg(feature = "explain")]
    pub(crate) example: &'static str,
}

#[cfg(feature = "explain")]
impl Rule {
    /// A spec, or part of one, with this finding and no other. A line `# name.yaml` begins another file.
    ///
    /// ```
    /// use errspec_spec::rules::BAD_DURATION;
    /// assert_eq!(BAD_DURATION.wrong(), "retry: { deadline: 120 }\n");
    /// assert_eq!(BAD_DURATION.right(), "retry: { deadline: 2m }\n");
    /// ```
    pub fn wrong(&self) -> String {
        self.side('-')
    }

    /// The same spec, fixed.
    pub fn right(&self) -> String {
        self.side('+')
    }

    fn side(&self, side: char) -> String {
        let lines = self.example.trim_matches('\n').lines();
        let kept = lines.filter_map(|line| if line.is_empty() { Some(line) } else { line.strip_prefix([' ', side]) });
        kept.flat_map(|line| [line, "\n"]).collect()
    }
}

/// Declares rules, each as a static, and `RULES`, the list of them.
macro_rules! rules {
    ($(
        $name:ident: $severity:ident = $slug:literal {
            what: $what:literal,
            why: $why:literal,
            example: $example:literal,
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
                example: $example,
            };
        )+

        /// The rules of this file, for the registry.
        pub(crate) static RULES: &[&$crate::rules::Rule] = &[$(&$name),+];
    };
}
