//! The retry policy and its rules.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "ambiguous-rule",
        title: "two facts of one rank can meet the same outcome and disagree",
        text: "Which rule wins follows from what it asks, never from its place: headers and fields alone, code and status, \
               code, type and status, type, status, range, transport, operation or method alone, and within a rank more \
               conditions before fewer. A fact on a status or code is a rule of its rank too. Two facts that are equal in this, can hold together and say different \
               things leave the outcome open. Give one of them a further condition, or add a rule with the conditions of \
               both, which then decides.",
        wrong: "statuses:\n  503: { summary: Down for a moment, retry: transient }\nretry:\n  attempts: 3\n  rules:\n\
                \x20   - { when: { status: 503 }, retry: never }",
        right: "statuses:\n  503: { summary: Down for a moment, retry: transient }\nretry:\n  attempts: 3\n  rules:\n\
                \x20   - { when: { status: 503, header: { X-Maintenance: \"true\" } }, retry: never }",
    },
    Explanation {
        slug: "attempts-above-policy",
        title: "an entry allows more attempts than the policy",
        text: "Limits of an entry work inside those of `retry`: whichever is reached first ends the call. A limit above the \
               policy's is never reached. Raise the policy's and limit the other entries, or take this one out.",
        wrong: "statuses:\n  503: { summary: Down, retry: { class: transient, attempts: 5 } }\nretry: { attempts: 3 }",
        right: "statuses:\n  503: { summary: Down, retry: { class: transient, attempts: 2 } }\nretry: { attempts: 3 }",
    },
    Explanation {
        slug: "attempts-and-retries",
        title: "`attempts` and `retries` are both given",
        text: "`attempts` counts every sending, the first included; `retries` counts the repetitions only, so `retries: 5` is six \
               attempts. Pages use either; say it in the page's own way, once.",
        wrong: "retry: { attempts: 3, retries: 3 }",
        right: "retry: { retries: 3 }",
    },
    Explanation {
        slug: "backoff-over-cap",
        title: "the first wait is longer than the cap already",
        text: "The wait is the curve with its cap. If the curve begins above the cap, every wait is the cap and the curve \
               says nothing; most often a unit is wrong. A wait that is always the same is `kind: constant`.",
        wrong: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { backoff: { kind: exponential, base: 100s, cap: 1s } }",
        right: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { backoff: { kind: exponential, base: 100ms, cap: 200ms } }",
    },
    Explanation {
        slug: "budget-never-refills",
        title: "nothing ever refills a budget",
        text: "A retry takes from the budget, and only a call that succeeds gives something back. Where it gives back nothing, \
               the budget only shrinks: a program that meets one failure a day has used it up some day, and retries nothing \
               from then on until it is restarted. Without `refund`, each success gives 1 back.",
        wrong: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { budget: { capacity: 10, refund: 0 } }",
        right: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { budget: { capacity: 10 } }",
    },
    Explanation {
        slug: "budget-too-small",
        title: "one retry costs more than the budget can hold",
        text: "A retry takes the cost of its class out of the store, and one that cannot be paid is not made. With a cost \
               above the capacity the class is never retried at all, which is better said by its class.",
        wrong: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { budget: { capacity: 10, cost: { transient: 14 } } }",
        right: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { budget: { capacity: 500, cost: { transient: 14 } } }",
    },
    Explanation {
        slug: "deadline-too-short",
        title: "the waits alone can pass the deadline",
        text: "The sum of the longest waits, jitter included and hints left aside, reaches the deadline: the last attempts \
               may never be made, even if each answer comes at once. An entry with a backoff of its own is held against the \
               deadline by that. Raise the deadline, or lower the attempts to what \
               fits. Where the deadline is meant to be the limit and the attempts only a bound, accept the warning with \
               that reason.",
        wrong: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { attempts: 5, deadline: 10s, backoff: { kind: exponential, base: 1s } }",
        right: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { attempts: 5, deadline: 1m, backoff: { kind: exponential, base: 1s } }",
    },
    Explanation {
        slug: "default-over-max",
        title: "the default of a hint is longer than its longest value",
        text: "`max` is the longest hint that is obeyed, 120 s where it is not given; `default` is what counts if there is \
               no hint. A default above the maximum waits longer for a silent server than for one that asks.",
        wrong: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { hints: [{ header: Retry-After, form: delay-seconds, max: 10s, default: 30s }] }",
        right: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { hints: [{ header: Retry-After, form: delay-seconds, max: 1m, default: 30s }] }",
    },
    Explanation {
        slug: "impossible-rule",
        title: "the conditions of a rule exclude each other",
        text: "All conditions of a `when` hold together. A transport failure means that no answer came, so it has no \
               status, code, header or body; an operation has the one method it is declared with; one header or field has one \
               value, and a field inside another one makes that an object without a text. Make two rules of it.",
        wrong: "retry:\n  rules:\n    - { when: { transport: timeout, status: 504 }, retry: transient }",
        right: "retry:\n  rules:\n    - { when: { transport: timeout }, retry: transient }\n\
                \x20   - { when: { status: 504 }, retry: transient }",
    },
    Explanation {
        slug: "jitter-over-cap",
        title: "jitter adds more than the cap",
        text: "Hard jitter keeps every wait within the cap by making the curve's part smaller; jitter wider than the cap \
               leaves no part for the curve. Make `max` the smaller one. A document that adds its jitter on top of the cap \
               is stated by `bound: soft`.",
        wrong: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { backoff: { kind: constant, base: 1s, cap: 1s }, jitter: { kind: additive, max: 5s } }",
        right: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { backoff: { kind: constant, base: 1s, cap: 1s }, jitter: { kind: additive, max: 500ms } }",
    },
    Explanation {
        slug: "no-condition",
        title: "a rule has no condition",
        text: "A rule without conditions would hold for every outcome, the success of the next attempt included. What many \
               statuses share is a range among the `statuses`; whatever nothing speaks of is `never`.",
        wrong: "retry:\n  rules:\n    - { when: {}, retry: transient }",
        right: "statuses:\n  5xx: { retry: transient }",
    },
    Explanation {
        slug: "no-wait",
        title: "a backoff waits for nothing",
        text: "Every wait of this curve is zero, so that all attempts are sent at once. A service in trouble gets worse by \
               that. An immediate first retry is a table, `delays: [0s, 1s]`.",
        wrong: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { backoff: { kind: constant, base: 0s } }",
        right: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { backoff: { kind: table, delays: [0s, 1s] } }",
    },
    Explanation {
        slug: "overlapping-forms",
        title: "one form of a hint reads the values of another",
        text: "The forms of a hint are tried in turn on the same text. Seconds, milliseconds and moments since 1970 are all \
               plain digits: the first of them reads every value, and a moment read as seconds is a wait of decades. One \
               header has one meaning; keep the form that the document names. Digits and dates do go together, as in \
               Retry-After.",
        wrong: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { hints: [{ header: Retry-After, form: [delay-seconds, unix-seconds] }] }",
        right: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { hints: [{ header: Retry-After, form: [delay-seconds, http-date] }] }",
    },
    Explanation {
        slug: "same-answer",
        title: "one text of the server means both yes and no",
        text: "`server_says` names the header's text for each answer; texts are compared regardless of case. With one text \
               for both, nobody knows what the server said.",
        wrong: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { server_says: { header: X-Should-Retry, yes: \"true\", no: \"True\" } }",
        right: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { server_says: { header: X-Should-Retry, yes: \"true\", no: \"false\" } }",
    },
    Explanation {
        slug: "several-classes",
        title: "an entry has more than one retry class",
        text: "The class answers one question: what has to happen before this call may succeed? Where a page names two \
               ways, the one that a program can take without a person comes first; the other belongs into `action`.",
        wrong: "statuses:\n  413: { summary: Too large, retry: { after_change: size, after_action: upgrade_plan } }",
        right: "statuses:\n\
                \x20 413: { summary: Too large, retry: { after_change: size }, action: \"Send a smaller file, or upgrade the plan\" }",
    },
    Explanation {
        slug: "timeout-over-deadline",
        title: "one attempt may take longer than the whole call",
        text: "An attempt never gets more time than is left of the deadline, so an `attempt_timeout` above it is never in \
               force. Often the two values are swapped.",
        wrong: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { deadline: 10s, attempt_timeout: 1m }",
        right: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { deadline: 1m, attempt_timeout: 10s }",
    },
    Explanation {
        slug: "too-many-rules",
        title: "a policy has more than 1,000 rules",
        text: "Rules are for what no single entry can say, and each outcome is held against all of them. What is true of a \
               status or a code stands on its entry, which is looked up and not searched; groups and ranges say it of many \
               at once.",
        wrong: "",
        right: "",
    },
    Explanation {
        slug: "unreachable-rule",
        title: "a rule never decides about anything",
        text: "Wherever this rule holds, a fact of a higher rank decides, or an equal one that says the same. A rule for a \
               range of statuses, for example, loses to the entry of each single status, however many conditions it has. \
               Name the status itself in the rule, or take the rule out.",
        wrong: "statuses:\n  500: { summary: Broken, retry: transient }\nretry:\n  rules:\n\
                \x20   - { when: { status: 500, method: PUT }, retry: never }\n\
                \x20   - { when: { status: 500 }, retry: transient }",
        right: "statuses:\n  500: { summary: Broken, retry: transient }\nretry:\n  rules:\n\
                \x20   - { when: { status: 500, method: PUT }, retry: never }",
    },
    Explanation {
        slug: "unused-delays",
        title: "a table has more delays than there are retries",
        text: "The nth delay is the wait before retry n, and attempts count the first sending: three attempts have two \
               waits. Either the number of attempts is one too few (`retries: 3` is `attempts: 4`), or a delay can go.",
        wrong: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { attempts: 3, backoff: { kind: table, delays: [1s, 5s, 30s] } }",
        right: "statuses:\n  503: { summary: Down for a moment, retry: transient }\n\
                retry: { retries: 3, backoff: { kind: table, delays: [1s, 5s, 30s] } }",
    },
    Explanation {
        slug: "unused-hint",
        title: "a hint is for outcomes that no program repeats or polls on",
        text: "Hints say how long to wait before a repetition or the next poll, so they are looked for only where the class is \
               `transient`, `throttled` or `keep_polling`, by the entry of the status, by a code or by a rule, and in successes \
               where the contract has a machine to poll. Correct the status, or its class.",
        wrong: "statuses: { 404: There is none }\nretry: { hints: [{ header: Retry-After, form: delay-seconds, on: [404] }] }",
        right: "statuses: { 429: { summary: Too many, retry: throttled } }\n\
                retry: { hints: [{ header: Retry-After, form: delay-seconds, on: [429] }] }",
    },
];
