//! Names in generated code.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[Explanation {
    slug: "bad-name",
    title: "a name cannot be a name in generated code",
    text: "Names become modules, types, variants and functions, so they are letters, digits and underscores, a letter first. The name \
           of a spec is lowercase, since it becomes a module. Wire codes are no names: they may be any text, and a name is made of them \
           or given by `name`.",
    wrong: "errspec: 1\nname: Auto Retouch",
    right: "errspec: 1\nname: auto_retouch",
}];
