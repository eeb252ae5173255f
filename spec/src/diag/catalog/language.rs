//! The shape of a spec, its keys and values.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "bad-duration",
        title: "a value is not a duration",
        text: "A duration is a number and its unit: `ms`, `s`, `m`, `h` or `d`. The unit is never left out, since pages \
               state delays in seconds, milliseconds and minutes alike. Decimals are exact.",
        wrong: "retry: { deadline: 120 }",
        right: "retry: { deadline: 2m }",
    },
    Explanation {
        slug: "bad-number",
        title: "a value is not the number that is wanted here",
        text: "Numbers are written in decimal digits, codes with `wire: integer` also in hexadecimal after `0x`. Blanks, \
               underscores, a leading `+` and exponents are not read. Some numbers have bounds, which the finding names.",
        wrong: "retry: { attempts: three }",
        right: "retry: { attempts: 3 }",
    },
    Explanation {
        slug: "bad-url",
        title: "a value is not a web address",
        text: "Addresses end up as links in documentation, so they are written whole, with `https://` or `http://`.",
        wrong: "statuses: { 404: { summary: There is none, docs: example.com/errors } }",
        right: "statuses: { 404: { summary: There is none, docs: \"https://example.com/errors\" } }",
    },
    Explanation {
        slug: "cannot-read",
        title: "a file under `use` cannot be read",
        text: "Paths under `use` are relative to the file that contains them, not to the folder a command runs in. They name \
               regular files of contracts, which have the key `errspec: 1` at their top level; no text of any other file is \
               shown. The message tells what the system answered. Catalogs that are shipped with the tool are named `std/...`.",
        wrong: "use: [common.yml]",
        right: "use: [./common.yaml]",
    },
    Explanation {
        slug: "empty-list",
        title: "a list that chooses has no item",
        text: "`success`, `on`, and the `status` of a code, a body or a rule say which answers are meant. Without the key there is a \
               default, mostly all of them; an empty list would say none, and then the entry would mean nothing. Name what is \
               meant, or leave the key out.",
        wrong: "success: []",
        right: "success: [200, 204]",
    },
    Explanation {
        slug: "empty-text",
        title: "a text is empty",
        text: "An empty summary or action says nothing and looks like a mistake in generated documentation. Leave the key \
               out where the page is silent; what it leaves open on purpose can be said under `unspecified`.",
        wrong: "statuses: { 404: { summary: \"\" } }",
        right: "statuses: { 404: {} }",
    },
    Explanation {
        slug: "missing-key",
        title: "a key that is needed is missing",
        text: "Most keys may be left out; a few make their entry what it is: a machine without `states`, a body without \
               `fields`, a spec without `name` has no meaning. The message names the key, the notes show how it is written.",
        wrong: "machines:\n  Job: { initial: NEW }",
        right: "machines:\n  Job:\n    initial: NEW\n\
                \x20   states: { NEW: { kind: pending }, DONE: { kind: final, outcome: success } }\n    edges: NEW -> DONE",
    },
    Explanation {
        slug: "too-many-files",
        title: "a contract is made of too many files",
        text: "The files named under `use`, and those that they name, are bounded in number, so that a mistake in a \
               generated spec does not read a whole disk. Put small files together.",
        wrong: "",
        right: "",
    },
    Explanation {
        slug: "unknown-key",
        title: "a key is not one of the language",
        text: "A key that is passed over in silence is a fact that is lost, so each unknown key is an error. Mostly it is a \
               slip of the pen, and the right key is suggested; otherwise the keys that can stand here are listed.",
        wrong: "statuses: { 404: { sumary: There is none } }",
        right: "statuses: { 404: { summary: There is none } }",
    },
    Explanation {
        slug: "unknown-name",
        title: "a name stands for nothing that is declared",
        text: "Names of catalogs, codes, states, machines and operations lead to what is declared under them, in this \
               file or in one that it uses. The closest name is suggested. Names are compared exactly, upper and lower case \
               included.",
        wrong: "errors:\n  ErrorCode: { codes: { A: One } }\nbodies:\n\
                \x20 api: { fields: { code: { at: /code, type: ErorCode } } }",
        right: "errors:\n  ErrorCode: { codes: { A: One } }\nbodies:\n\
                \x20 api: { fields: { code: { at: /code, type: ErrorCode } } }",
    },
    Explanation {
        slug: "unknown-word",
        title: "a value is none of the words that can stand here",
        text: "Categories, retry classes, kinds of states and the like are closed lists, so that programs can rely on them. \
               The closest word is suggested, or the whole list is shown. Where no category fits, `other` does.",
        wrong: "statuses: { 429: { summary: Too many requests, retry: throtled } }",
        right: "statuses: { 429: { summary: Too many requests, retry: throttled } }",
    },
    Explanation {
        slug: "unused-key",
        title: "a key means nothing beside what is chosen",
        text: "Some keys belong to one kind only: `max` to additive jitter, `ratio` to proportional jitter. Beside another \
               kind they would be passed over in silence, and a reader of the spec would believe in them.",
        wrong: "retry: { jitter: { kind: full, max: 1s } }",
        right: "retry: { jitter: { kind: additive, max: 1s } }",
    },
    Explanation {
        slug: "use-clash",
        title: "two files declare the same thing",
        text: "What a used file declares joins the file that uses it. Where both declare the same status, catalog, body, \
               operation, health check or machine, it would be open which one counts. A catalog is taken over and changed \
               with `extends`.",
        wrong: "use: [./common.yaml]\nstatuses: { 404: Not found }   # common.yaml has a 404 too",
        right: "use: [./common.yaml]",
    },
    Explanation {
        slug: "use-cycle",
        title: "files use each other in a circle",
        text: "A file cannot be part of itself. The notes show the circle; move what both need into a third file.",
        wrong: "use: [./b.yaml]   # and b.yaml has `use: [./a.yaml]`",
        right: "use: [./shared.yaml]",
    },
    Explanation {
        slug: "version",
        title: "the language version is not one this tool reads",
        text: "`errspec: 1` states the version of the language, so that a later one can change a meaning without changing \
               that of existing files. It is not the version of the API or of the file.",
        wrong: "errspec: 2.3\nname: shop",
        right: "errspec: 1\nname: shop",
    },
    Explanation {
        slug: "wrong-kind",
        title: "a value has the wrong form",
        text: "Where a mapping is wanted a list or a plain value stands, or the other way round. Truth values are `true` \
               and `false`; `yes`, `no`, `on` and `off` are text in YAML 1.2.",
        wrong: "errors: [NOT_FOUND, GONE]",
        right: "errors:\n  ErrorCode: { codes: { NOT_FOUND: No such image, GONE: Deleted } }",
    },
];
