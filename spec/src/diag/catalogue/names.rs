//! Names in generated code.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "bad-name",
        title: "a name cannot stand in generated code",
        text: "Names are used as they are, so they have to be names in Rust: a letter first, then letters, digits and \
               underscores. The name of the spec becomes a module and is written in lowercase.",
        wrong: "errspec: 1\nname: Auto Retouch",
        right: "errspec: 1\nname: auto_retouch",
    },
];
