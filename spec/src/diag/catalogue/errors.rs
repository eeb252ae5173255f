//! Catalogues, groups, codes, messages.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "bad-code",
        title: "a wire code is empty or too long",
        text: "A code is what stands on the wire, taken literally: any text of 1 to 255 bytes. What is longer is a message, which \
               belongs into `summary` or `message`.",
        wrong: "codes: { \"\": Unknown }",
        right: "codes: { UNKNOWN: Unknown }",
    },
    Explanation {
        slug: "bad-range",
        title: "a range of codes is not two integers in order",
        text: "A family of integer codes is given by its first and last member, both included, the smaller one first. With negative \
               codes that is the one further from zero.",
        wrong: "range: [-32000, -32099]",
        right: "range: [-32099, -32000]",
    },
    Explanation {
        slug: "duplicate-code",
        title: "one wire text stands for two codes",
        text: "A text that arrives leads to exactly one code of its catalogue, whatever group the code is listed in. Aliases are \
               texts too. Integers are compared as numbers: `31` and `0x1F` are one.",
        wrong: "codes:\n  RATE_LIMITED: Too many requests\n  RATE_LIMIT_ERROR: { summary: Too many requests, aliases: [RATE_LIMITED] }",
        right: "codes:\n  RATE_LIMIT_ERROR: { summary: Too many requests, aliases: [RATE_LIMITED] }",
    },
    Explanation {
        slug: "extends-chain",
        title: "a catalogue extends one that extends another itself",
        text: "Codes are taken over from catalogues that stand on their own, so that a reader finds each code after one step. Name \
               every catalogue whose codes are wanted.",
        wrong: "Device: { extends: [OAuth] }\nTv: { extends: [Device] }",
        right: "Device: { extends: [OAuth] }\nTv: { extends: [OAuth, DeviceOnly] }",
    },
    Explanation {
        slug: "several-families",
        title: "a group has more than one family",
        text: "A family says which unlisted codes belong to a group: those with a prefix, in a range, or equal under a mask. One \
               group has one family; two kinds of codes are two groups.",
        wrong: "server: { prefix: \"5\", range: [500, 599] }",
        right: "server: { range: [500, 599] }",
    },
    Explanation {
        slug: "unbalanced-brace",
        title: "a brace in a message has no other half",
        text: "In a message, a parameter stands in braces. A brace that is meant as such is doubled.",
        wrong: "message: \"Limit {limit exceeded\"",
        right: "message: \"Limit {limit} exceeded, see {{docs}}\"",
    },
    Explanation {
        slug: "unknown-placeholder",
        title: "a message names a parameter that is not declared",
        text: "Each placeholder of a message is declared under `params` with its type, since it becomes a field of the error.",
        wrong: "A: { message: \"Limit {limit} exceeded\" }",
        right: "A: { message: \"Limit {limit} exceeded\", params: { limit: u32 } }",
    },
    Explanation {
        slug: "unused-param",
        title: "a parameter does not occur in its message",
        text: "The parameter becomes a field that no message shows. Either a placeholder is missing or misspelt, or the \
               parameter can go.",
        wrong: "A: { message: Limit exceeded, params: { limit: u32 } }",
        right: "A: { message: \"Limit {limit} exceeded\", params: { limit: u32 } }",
    },
];
