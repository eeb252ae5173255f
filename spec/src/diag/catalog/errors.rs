//! Catalogs, groups, codes, messages.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "bad-code",
        title: "a wire code is empty or too long",
        text: "A code is what stands on the wire, taken literally: any text of 1 to 255 bytes. What is longer is a message, \
               which belongs into `summary` or `message`.",
        wrong: "errors:\n  Code: { codes: { \"\": Unknown } }",
        right: "errors:\n  Code: { codes: { UNKNOWN: Unknown } }",
    },
    Explanation {
        slug: "bad-range",
        title: "a range of codes is not two integers in order",
        text: "A family of integer codes is given by its first and last member, both included, the smaller one first. With \
               negative codes that is the one further from zero.",
        wrong: "errors:\n  Code: { wire: integer, groups: { server: { range: [-32000, -32099] } } }",
        right: "errors:\n  Code: { wire: integer, groups: { server: { range: [-32099, -32000] } } }",
    },
    Explanation {
        slug: "code-not-in-family",
        title: "a code is listed in a group whose family it does not belong to",
        text: "A family says how unlisted codes of the group look, and the listed ones are its examples: one that does not look so has a \
               slip of the pen, or the family is too narrow, or the code belongs elsewhere. The listed code has the facts of its \
               group all the same.",
        wrong: "errors:\n  Code:\n    groups: { connection: { prefix: \"08\", codes: { 42P01: There is no such table } } }",
        right: "errors:\n  Code:\n    groups: { connection: { prefix: \"08\", codes: { 08006: The connection broke } } }\n\
                \x20   codes: { 42P01: There is no such table }",
    },
    Explanation {
        slug: "code-outside-family",
        title: "a listed code falls into a family, but stands outside its group",
        text: "A family is for codes that are not listed. A listed one has the facts of the group it is listed in, and \
               outside all groups those of the catalog alone: a code that begins like a family and was put beside it \
               lacks the family's category and retry class. Move it under the group's `codes`; what it does differently is \
               said there.",
        wrong: "errors:\n  Code:\n    groups: { connection: { prefix: \"08\", retry: transient } }\n\
                \x20   codes: { 08006: The connection broke }\n\
                bodies: { sql: { fields: { code: { at: /code, type: Code } } } }",
        right: "errors:\n  Code:\n\
                \x20   groups: { connection: { prefix: \"08\", retry: transient, codes: { 08006: The connection broke } } }\n\
                bodies: { sql: { fields: { code: { at: /code, type: Code } } } }",
    },
    Explanation {
        slug: "duplicate-code",
        title: "one wire text stands for two codes",
        text: "A text that arrives leads to exactly one code of its catalog, whatever group the code is listed in. \
               Aliases are texts too. Integers are compared as numbers: `31` and `0x1F` are one.",
        wrong: "errors:\n  Code:\n    codes:\n      RATE_LIMITED: Too many requests\n\
                \x20     RATE_LIMIT_ERROR: { summary: Too many requests, aliases: [RATE_LIMITED] }",
        right: "errors:\n  Code:\n    codes:\n      RATE_LIMIT_ERROR: { summary: Too many requests, aliases: [RATE_LIMITED] }",
    },
    Explanation {
        slug: "empty-catalog",
        title: "a catalog has no codes",
        text: "A catalog without codes and families tells nothing apart. If it is closed as well, which is an error, no \
               text at all is one of its codes. Where a document shows no codes, a field of type `string` keeps the text.",
        wrong: "errors:\n  Code: { open: false }\nbodies:\n  api: { fields: { code: { at: /code, type: Code } } }",
        right: "errors:\n  Code: { codes: { LOST: It is lost } }\nbodies:\n\
                \x20 api: { fields: { code: { at: /code, type: Code } } }",
    },
    Explanation {
        slug: "empty-group",
        title: "a group has no codes and is no family",
        text: "A group lends its facts to the codes listed in it and, as a family, to unlisted ones by `prefix`, `range` or \
               `mask`. Without either there is nothing to lend them to; most often the codes stand one level too high.",
        wrong: "errors:\n  Code:\n    groups: { access: { status: 403 } }\n    codes: { DENIED: Not allowed }\n\
                statuses: { 403: Not allowed }",
        right: "errors:\n  Code:\n    groups: { access: { status: 403, codes: { DENIED: Not allowed } } }\n\
                statuses: { 403: Not allowed }",
    },
    Explanation {
        slug: "extends-chain",
        title: "a catalog extends one that extends another itself",
        text: "Codes are taken over from catalogs that stand on their own, so that a reader finds each code after one \
               step. Name every catalog whose codes are wanted.",
        wrong: "errors:\n  Base: { codes: { A: One } }\n  Device: { extends: Base, codes: { B: Two } }\n\
                \x20 Tv: { extends: Device, codes: { C: Three } }",
        right: "errors:\n  Base: { codes: { A: One } }\n  Device: { codes: { B: Two } }\n\
                \x20 Tv: { extends: [Base, Device], codes: { C: Three } }",
    },
    Explanation {
        slug: "extends-closed",
        title: "a closed catalog is extended without a word on whether the result is closed",
        text: "`open: false` says that the list is complete. A catalog that adds codes to such a list contradicts it, or \
               completes it for one API. Say which: `open` on the catalog that extends decides.",
        wrong: "errors:\n  Base: { open: false, codes: { A: One } }\n  Code: { extends: Base, codes: { B: Two } }",
        right: "errors:\n  Base: { open: false, codes: { A: One } }\n  Code: { extends: Base, open: false, codes: { B: Two } }",
    },
    Explanation {
        slug: "extends-conflict",
        title: "two extended catalogs differ about one entry, and the extending one does not decide",
        text: "A catalog that extends several takes each code and group with the facts that any of them states. Where two state \
               different values of one fact, neither is the right one by its place in a list: write the entry in the catalog \
               that extends them, with the fact that holds. What it does not name stays as it was.",
        wrong: "errors:\n  One: { codes: { BUSY: { retry: never } } }\n  Two: { codes: { BUSY: { retry: transient } } }\n\
                \x20 Code: { extends: [One, Two] }",
        right: "errors:\n  One: { codes: { BUSY: { retry: never } } }\n  Two: { codes: { BUSY: { retry: transient } } }\n\
                \x20 Code: { extends: [One, Two], codes: { BUSY: { retry: transient } } }",
    },
    Explanation {
        slug: "many-codes",
        title: "a catalog has more than 2,000 codes",
        text: "Each code becomes a variant of one enum, and over some 2,000 the time to compile it is felt in every build. \
               Most large registries have families: declare them by `prefix`, `range` or `mask`, and list the codes that a \
               program really tells apart. Or split the catalog by area.",
        wrong: "",
        right: "",
    },
    Explanation {
        slug: "mask-without-code",
        title: "a mask leads to no listed code",
        text: "Under a mask, a code that is not listed stands for its primary code: the listed code of the group that \
               equals its masked bits. Without a primary code in the group the family has no members. Often the mask has a \
               bit too few.",
        wrong: "errors:\n  Code: { wire: integer, groups: { busy: { mask: 0x0f, codes: { 16: Busy } } } }",
        right: "errors:\n  Code: { wire: integer, groups: { busy: { mask: 0xff, codes: { 16: Busy } } } }",
    },
    Explanation {
        slug: "overlapping-families",
        title: "a code could belong to two families",
        text: "A code that is not listed belongs to one group at most. Of prefixes the longest wins, so only equal ones \
               clash; ranges must lie apart, and two masks must not lead one number to two codes.",
        wrong: "errors:\n  Code:\n    wire: integer\n    groups:\n      client: { range: [400, 500] }\n\
                \x20     server: { range: [500, 599] }",
        right: "errors:\n  Code:\n    wire: integer\n    groups:\n      client: { range: [400, 499] }\n\
                \x20     server: { range: [500, 599] }",
    },
    Explanation {
        slug: "several-families",
        title: "a group has more than one family",
        text: "A family says which unlisted codes belong to a group: those with a prefix, in a range, or equal under a \
               mask. One group has one family; two kinds of codes are two groups.",
        wrong: "errors:\n  Code: { wire: integer, groups: { server: { mask: 0xff, range: [500, 599] } } }",
        right: "errors:\n  Code: { wire: integer, groups: { server: { range: [500, 599] } } }",
    },
    Explanation {
        slug: "too-many-classes",
        title: "a catalog has more than 200 different retry classes",
        text: "A class counts together with the limits and the curve that an entry gives it. Generated rows name their class by a byte, \
               and no reader tells 200 ways of retrying apart: give codes that are retried alike the same words.",
        wrong: "",
        right: "",
    },
    Explanation {
        slug: "too-many-codes",
        title: "a catalog has more than 65,000 codes",
        text: "Rows of generated tables are counted in 16 bits. A list of this length is a numbering scheme: its families, \
               by `prefix`, `range` or `mask`, say what a program needs, and the few codes that stand out are listed.",
        wrong: "",
        right: "",
    },
    Explanation {
        slug: "unbalanced-brace",
        title: "a brace in a message has no other half",
        text: "In a message, a parameter stands in braces. A brace that is meant as such is doubled: `{{` and `}}`.",
        wrong: "errors:\n  Code: { codes: { A: { message: \"Limit {limit exceeded\", params: { limit: u32 } } } }",
        right: "errors:\n\
                \x20 Code: { codes: { A: { message: \"Limit {limit} exceeded, see {{docs}}\", params: { limit: u32 } } } }",
    },
    Explanation {
        slug: "unknown-placeholder",
        title: "a message names a parameter that is not declared",
        text: "Each placeholder of a message is declared under `params` with its type, since it becomes a field of the \
               error.",
        wrong: "errors:\n  Code: { codes: { A: { message: \"Limit {limit} exceeded\" } } }",
        right: "errors:\n  Code: { codes: { A: { message: \"Limit {limit} exceeded\", params: { limit: u32 } } } }",
    },
    Explanation {
        slug: "wire-mismatch",
        title: "a catalog extends one whose codes travel differently",
        text: "Texts and integers are different values of JSON, so one field cannot hold both, and `5` the text is not 5 \
               the number. Declare two catalogs and give each its field.",
        wrong: "errors:\n  Base: { wire: integer, codes: { 5: Busy } }\n\
                \x20 Code: { wire: string, extends: Base, codes: { B: Two } }",
        right: "errors:\n  Base: { wire: integer, codes: { 5: Busy } }\n  Code: { codes: { B: Two } }",
    },
    Explanation {
        slug: "wrong-family",
        title: "a family does not fit the kind of codes",
        text: "Texts are told by a `prefix`, integers by a `range` or a `mask`. Codes that look like numbers but travel in \
               quotes are texts: their family is a prefix. Where they travel without quotes, the catalog says `wire: \
               integer`.",
        wrong: "errors:\n  Code: { groups: { server: { range: [-32099, -32000] } } }",
        right: "errors:\n  Code: { wire: integer, groups: { server: { range: [-32099, -32000] } } }",
    },
];
