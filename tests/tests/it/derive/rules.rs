//! Every check of the language has a test in `ui/derive`, or cannot be triggered by an enum.

use std::collections::BTreeSet;
use std::path::Path;

/// Rules of what only a whole spec has: its text, its other sections, and several files.
const OF_SPECS: &[&str] = &[
    "action-without-edge",
    "ambiguous-rule",
    "ambiguous-state",
    "attempts-above-policy",
    "backoff-over-cap",
    "bad-content-type",
    "bad-default",
    "bad-header-name",
    "bad-path",
    "bad-removal",
    "base-without-curve",
    "budget-never-refills",
    "budget-too-small",
    "cannot-read",
    "code-in-success",
    "code-without-role",
    "conflicting-pointers",
    "control-character",
    "cut-text",
    "deadline-too-short",
    "default-over-max",
    "directive",
    "duplicate-field",
    "duplicate-place",
    "duplicate-role",
    "empty-chain",
    "empty-file",
    "error-in-allow",
    "escape",
    "extends-chain",
    "extends-closed",
    "extends-conflict",
    "failure-taken-for-success",
    "floor-over-cap",
    "goal-without-state",
    "implied-by-success",
    "implied-twice",
    "impossible-rule",
    "indentation",
    "jitter-over-cap",
    "key-not-scalar",
    "machine-without-observe",
    "matches-anything",
    "merge-key",
    "no-condition",
    "no-wait",
    "not-a-text",
    "not-in-format",
    "not-utf8",
    "note-in-allow",
    "other-format",
    "overlapping-forms",
    "path-and-url",
    "recursive-alias",
    "refresh-without-credential",
    "repeated-code-key",
    "repeated-goal",
    "reserved-action",
    "retry-never-acts",
    "role-type",
    "same-answer",
    "several-documents",
    "shared-key",
    "state-taken-for-error",
    "success-taken-for-error",
    "tab-indentation",
    "tag",
    "timeout-over-deadline",
    "too-deep",
    "too-large",
    "too-many-files",
    "too-many-findings",
    "too-many-rules",
    "types-in-format",
    "typestate-without-moves",
    "unclosed-bracket",
    "unclosed-quote",
    "unknown-alias",
    "unknown-lint",
    "unlimited-without-deadline",
    "unreachable-body",
    "unreachable-outcome",
    "unreachable-rule",
    "unread-catalog",
    "unused-action",
    "unused-allow",
    "unused-delays",
    "unused-hint",
    "unused-strip",
    "version",
    "wildcard-in-pointer",
    "yaml-syntax",
];

/// Notes of a review, which reads whole specs.
const OF_REVIEWS: &[&str] = &[
    "action-without-command",
    "assumed-edge",
    "cap-never-reached",
    "command-without-limit",
    "cycle-without-epoch",
    "expires-without-edge",
    "no-unknown-policy",
    "passing-payload",
    "reached-by-command-only",
    "two-signals",
    "unbounded-cycle",
    "unlisted-moves",
    "unspecified-command",
    "value-not-sent",
    "weak-machine",
];

const LARGE: &str = "it takes hundreds of variants";

/// Rules that an enum cannot break, and why.
const NOT_HERE: &[(&str, &str)] = &[
    ("bad-edge", "an edge is a list of variants"),
    ("command-not-there", "what a command requires stands beside where it leads"),
    ("empty-catalog", "an enum without variants is refused before"),
    ("empty-closed-catalog", "an enum without variants is refused before"),
    ("literal-pointer", "a member of a payload is an identifier"),
    ("many-codes", LARGE),
    ("too-many-classes", LARGE),
    ("too-many-codes", LARGE),
    ("too-many-states", LARGE),
    ("undeclared-status", "a status that a code names counts as declared"),
    ("unregistered-status", "the variant is its name"),
    ("use-clash", "an enum uses no files"),
    ("use-cycle", "an enum uses no files"),
    ("wire-mismatch", "an enum extends nothing"),
];

#[test]
fn each_is_shown_or_cannot_be_broken() {
    let mut shown = BTreeSet::new();
    for folder in std::fs::read_dir("ui/derive").unwrap() {
        for file in std::fs::read_dir(folder.unwrap().path()).unwrap().map(|file| file.unwrap().path()) {
            if file.extension().is_some_and(|extension| extension == "stderr") {
                collect(&file, &mut shown);
            }
        }
    }
    let not_here = NOT_HERE.iter().map(|(slug, _)| *slug);
    let listed: BTreeSet<&str> = OF_SPECS.iter().chain(OF_REVIEWS).copied().chain(not_here).collect();
    let slugs: BTreeSet<&str> = errspec_spec::rules::all().map(|rule| rule.slug).collect();
    let open: Vec<_> = slugs.iter().filter(|slug| !shown.contains(**slug) && !listed.contains(*slug)).collect();
    assert!(open.is_empty(), "no test in `ui/derive` shows {open:?}");
    let twice: Vec<_> = listed.iter().filter(|slug| shown.contains(**slug) || !slugs.contains(*slug)).collect();
    assert!(twice.is_empty(), "listed here, but shown or unknown: {twice:?}");
}

/// The slugs in brackets at the end of a message.
fn collect(file: &Path, shown: &mut BTreeSet<String>) {
    let text = std::fs::read_to_string(file).unwrap();
    let messages = text.lines().filter(|line| line.starts_with("error: "));
    shown.extend(messages.filter_map(|line| Some(line.strip_suffix(']')?.rsplit_once('[')?.1.to_owned())));
}
