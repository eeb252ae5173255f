//! States, edges, commands.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[Explanation {
    slug: "bad-edge",
    title: "a value is not an edge between states",
    text: "An edge is `FROM -> TO`; both sides may list several states with `|` between them. With a command or a basis it is a mapping \
           with the same text under `edge`.",
    wrong: "edges: [ACTIVE => DONE]",
    right: "edges: [ACTIVE -> DONE | FAILED]",
}];
