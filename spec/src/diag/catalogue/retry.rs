//! The retry policy and its rules.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "attempts-and-retries",
        title: "`attempts` and `retries` are both given",
        text: "`attempts` counts every sending, the first included; `retries` counts the repetitions only, so `retries: 5` is six \
               attempts. Pages use either; say it in the page's own way, once.",
        wrong: "retry: { attempts: 3, retries: 3 }",
        right: "retry: { retries: 3 }",
    },
    Explanation {
        slug: "several-classes",
        title: "an entry has more than one retry class",
        text: "The class answers one question: what has to happen before this call may succeed? Where a page names two ways, the one \
               that a program can take without a person comes first; the other belongs into `action`.",
        wrong: "retry: { after_change: size, after_action: upgrade_plan }",
        right: "retry: { after_change: size }\naction: Send a smaller file, or upgrade the plan",
    },
];
