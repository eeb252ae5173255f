//! The styles, for light and for dark pages. The image has its own background, so it is readable on both.

use crate::diagram::words::Look;

const FIXED: &str = "\
.errspec-machine { font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: 11px; }
.errspec-machine .title { font-size: 16px; font-weight: bold; }
.errspec-machine .name { font-size: 13px; font-weight: bold; text-anchor: middle; }
.errspec-machine .kind, .errspec-machine .label text { text-anchor: middle; }
.errspec-machine .box { stroke-width: 1.4; }
.errspec-machine .line, .errspec-machine .ring { fill: none; stroke-width: 1.4; }
.errspec-machine .dashed { stroke-dasharray: 7 4; }
.errspec-machine .dotted { stroke-dasharray: 2 3; }
";

/// The colors of background, text and muted text, and of the transitions of the service, of third parties, and of commands.
const LIGHT: [&str; 6] = ["#ffffff", "#1f2328", "#59636e", "#6e7781", "#8250df", "#0969da"];
const DARK: [&str; 6] = ["#0d1117", "#f0f6fc", "#9ba5b0", "#8b949e", "#b083f0", "#58a6ff"];

pub(super) fn style() -> String {
    let light = colors(LIGHT, Look::light);
    let dark: String = colors(DARK, Look::dark).lines().map(|line| format!("  {line}\n")).collect();
    format!("<style>\n{FIXED}{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n</style>\n")
}

fn colors(colors: [&str; 6], of: impl Fn(Look) -> (&'static str, &'static str)) -> String {
    let [paper, ink, muted, auto, third, command] = colors;
    let mut text = format!(
        ".errspec-machine text {{ fill: {ink}; }}\n\
         .errspec-machine .paper {{ fill: {paper}; }}\n\
         .errspec-machine .kind, .errspec-machine .summary, .errspec-machine .legend text {{ fill: {muted}; }}\n\
         .errspec-machine .mark {{ fill: {ink}; }}\n"
    );
    for (class, color) in [("auto", auto), ("third", third), ("command", command)] {
        text += &format!(
            ".errspec-machine .{class} .line {{ stroke: {color}; }}\n\
             .errspec-machine .{class} .head, .errspec-machine .{class} text {{ fill: {color}; }}\n\
             .errspec-machine .{class} .pill {{ fill: {paper}; stroke: {color}; }}\n"
        );
    }
    for look in Look::ALL {
        let (fill, line) = of(look);
        text += &format!(
            ".errspec-machine .{0} .box {{ fill: {fill}; stroke: {line}; }}\n.errspec-machine .{0} .ring {{ stroke: {line}; }}\n",
            look.class()
        );
    }
    text
}
