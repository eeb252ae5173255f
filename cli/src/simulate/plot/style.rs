//! The styles, for light and for dark pages. The image has its own background, so it is readable on both.

use crate::simulate::load::COMPARED;

const FIXED: &str = "\
.errspec-load { font-family: system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; font-size: 12px; }
.errspec-load .title { font-size: 17px; font-weight: bold; }
.errspec-load .line { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
.errspec-load .as_written { stroke-width: 2.4; }
.errspec-load .no_jitter { stroke-dasharray: 7 3; }
.errspec-load .full_jitter { stroke-dasharray: 2 2; }
.errspec-load .with_budget { stroke-dasharray: 9 3 2 3; }
.errspec-load .first { stroke-width: 2.4; }
.errspec-load .second { stroke-dasharray: 7 3; stroke-width: 2; }
.errspec-load .healthy { fill: none; stroke-dasharray: 1 4; stroke-width: 1.4; }
.errspec-load .grid, .errspec-load .axis { fill: none; stroke-width: 1; }
.errspec-load .end { text-anchor: end; }
.errspec-load .middle { text-anchor: middle; }
";

/// The colors of background, text, muted text, grid and outage, followed by the lines.
const LIGHT: [&str; 9] = ["#ffffff", "#1f2328", "#59636e", "#e4e8ec", "#fff1f0", "#0550ae", "#bc4c00", "#1a7f37", "#8250df"];
const DARK: [&str; 9] = ["#0d1117", "#f0f6fc", "#9ba5b0", "#262c36", "#27161a", "#6cb6ff", "#f0883e", "#56d364", "#c297ff"];

/// The styles of the lines, by the names of the runs.
const LINES: [&str; 4] = ["as_written", "no_jitter", "full_jitter", "with_budget"];

pub(super) fn style() -> String {
    let dark: String = colors(DARK).lines().map(|line| format!("  {line}\n")).collect();
    format!("<style>\n{FIXED}{}@media (prefers-color-scheme: dark) {{\n{dark}}}\n</style>\n", colors(LIGHT))
}

fn colors([paper, ink, muted, grid, outage, lines @ ..]: [&str; 9]) -> String {
    let mut text = format!(
        ".errspec-load text {{ fill: {ink}; }}\n\
         .errspec-load .paper {{ fill: {paper}; }}\n\
         .errspec-load .what, .errspec-load .tick, .errspec-load .muted {{ fill: {muted}; }}\n\
         .errspec-load .grid {{ stroke: {grid}; }}\n\
         .errspec-load .axis, .errspec-load .healthy {{ stroke: {muted}; }}\n\
         .errspec-load .outage {{ fill: {outage}; }}\n"
    );
    for (class, color) in LINES.iter().zip(lines).chain(COMPARED.iter().zip(lines)) {
        text += &format!(".errspec-load .{class} {{ stroke: {color}; }}\n");
    }
    text
}
