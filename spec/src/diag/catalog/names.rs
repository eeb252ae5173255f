//! Names in generated code.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "bad-name",
        title: "a name cannot be a name in generated code",
        text: "Names become modules, types, variants and functions, so they are letters, digits and underscores, a letter first. The name \
           of a spec is lowercase and has at most 100 letters, since it becomes a module and its file. Wire codes are no names: they may be any text, and a name is made of them \
           or given by `name`.",
        wrong: "errspec: 1\nname: Auto Retouch",
        right: "errspec: 1\nname: auto_retouch",
    },
    Explanation {
        slug: "name-collision",
        title: "two texts become the same name in generated code",
        text: "Names are made of wire texts by case conversion, so texts that differ in case or punctuation only can meet. Which of the \
               two keeps the name is for the author to say, since users of the generated code will write it: give one of them a `name`.",
        wrong: "errors:\n  ErrorCode:\n    codes:\n      NOT_FOUND: Nothing is there\n      not-found: The page is missing",
        right: "errors:\n  ErrorCode:\n    codes:\n      NOT_FOUND: Nothing is there\n      not-found: { summary: The page is missing, name: PageNotFound }",
    },
    Explanation {
        slug: "no-name",
        title: "no name can be made of a text",
        text: "Names in generated code are letters, digits and underscores. A wire text without any of them is fine on the wire, and \
               needs a `name` to be spoken of.",
        wrong: "errors:\n  ErrorCode:\n    codes:\n      \"***\": Something went wrong",
        right: "errors:\n  ErrorCode:\n    codes:\n      \"***\": { summary: Something went wrong, name: Starred }",
    },
    Explanation {
        slug: "reserved-name",
        title: "a name that the generated code needs itself",
        text: "Each generated module has items of its own (`Api`, `ApiError`, `Status`, `Body`), the body enum a variant `Unknown`, and \
               the status enum a variant `Other`. What the spec declares cannot have these names; nothing is renamed silently: \
               give it a `name`. The spec itself cannot be called `lib`, `main` or a word of Rust, nor a device on Windows such as `aux` or `con`, since \
               its module has a file of that name.",
        wrong: "errors:\n  Status:\n    codes: { lost: It is lost }",
        right: "errors:\n  Status:\n    name: JobStatus\n    codes: { lost: It is lost }",
    },
];
