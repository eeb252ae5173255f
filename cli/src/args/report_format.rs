//! The formats of `errspec diff` and `errspec audit`.

use clap::ValueEnum;

/// How changes and audits are printed.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Human-readable, with the reason or the place of each entry
    #[default]
    Human,
    /// JSON: one object per change, or one for the whole audit
    Json,
    /// Markdown tables, for a comment on a pull request
    Markdown,
    /// GitHub Actions workflow commands, which annotate the lines of a pull request
    Github,
}
