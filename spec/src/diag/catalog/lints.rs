//! Findings that a spec may allow.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "error-in-allow",
        title: "`lints.allow` names an error",
        text: "Warnings are about what is likely wrong and may be right after all; they can be accepted, with the reason. \
               An error is a contradiction, or something that cannot be generated: it has to be mended.",
        wrong: "lints: { allow: { unreachable-body: We never send it } }",
        right: "statuses: { 404: There is none }",
    },
    Explanation {
        slug: "note-in-allow",
        title: "`lints.allow` names a note of a review",
        text: "`errspec check --review` asks about places where an honest contract says little. Its notes are no faults: no check fails \
               because of them, so there is nothing to accept.",
        wrong: "lints: { allow: { cap-never-reached: Programs try more often } }",
        right: "statuses: { 404: There is none }",
    },
    Explanation {
        slug: "unknown-lint",
        title: "`lints.allow` names no rule",
        text: "Warnings are accepted by the name that stands in their brackets. A name that no rule has would accept \
               nothing, now or later; most often it is a slip of the pen.",
        wrong: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { attempts: 4, deadline: 5s }\n\
                lints: { allow: { deadline-to-short: The deadline is meant to be the limit } }",
        right: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { attempts: 4, deadline: 5s }\n\
                lints: { allow: { deadline-too-short: The deadline is meant to be the limit } }",
    },
    Explanation {
        slug: "unused-allow",
        title: "`lints.allow` accepts a warning that there is not",
        text: "The file was mended, or never had the finding. An acceptance that is left would hide the next mistake of its \
               kind, together with a reason that no longer holds.",
        wrong: "lints: { allow: { deadline-too-short: The deadline is meant to be the limit } }",
        right: "statuses: { 404: There is none }",
    },
];
