//! An SVG image that needs no other tool: the machines one below the other, with a legend of what occurs in them.

mod measure;
mod style;
mod states;
mod edges;
mod legend;

use super::layout::{self, Link as Line};
use super::text::{wrap, xml};
use super::words;
use errspec_spec::model::{Edge, Machine, State};
use measure::{COLUMN, TITLE_COLUMN};
use std::collections::HashMap;

/// The margin around everything.
const MARGIN: i64 = 24;
/// The minimum width, for titles and the legend.
const NARROWEST: i64 = 420;
/// The heights of the title and of the summary below it.
const TITLE: i64 = 24;
const SUMMARY: i64 = 18;

/// The address for a state, in a drawing for a page.
type Link<'l> = Option<&'l dyn Fn(&Machine, &State) -> Option<String>>;

pub(super) fn draw(machines: &[&Machine], link: Link<'_>) -> String {
    let drawn: Vec<Drawn<'_>> = machines.iter().map(|machine| Drawn::new(machine)).collect();
    let width = drawn.iter().map(|drawn| drawn.layout.width).max().unwrap_or(0).max(NARROWEST);
    let (mut y, mut content) = (MARGIN, String::new());
    for machine in &drawn {
        content += &machine.svg(width, &mut y, link);
        y += MARGIN;
    }
    content += &legend::legend(machines, MARGIN, &mut y, width);
    let (width, height) = (width + 2 * MARGIN, y + MARGIN);
    let names: Vec<&str> = machines.iter().map(|machine| machine.name.value.as_str()).collect();
    // The parts of an image are not read out, so an image with links is a group.
    let role = if content.contains("<a href=") { "group" } else { "img" };
    let title = xml(&format!("States of {}", names.join(", ")));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"errspec-machine\" role=\"{role}\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">\n<title>{title}</title>\n{}\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\" rx=\"8\"/>\n{content}</svg>\n",
        style::style()
    )
}

/// A part of the drawing as a link.
fn linked(address: Option<String>, part: String) -> String {
    address.map_or_else(|| part.clone(), |address| format!("<a href=\"{}\">\n{part}</a>\n", xml(&address)))
}

/// A machine with the positions of its parts.
struct Drawn<'m> {
    machine: &'m Machine,
    boxes: Vec<states::StateBox<'m>>,
    /// The edges between different states, in the order of the layout, and those from a state to itself.
    between: Vec<&'m Edge>,
    loops: Vec<&'m Edge>,
    layout: layout::Layout,
}

impl<'m> Drawn<'m> {
    fn new(machine: &'m Machine) -> Self {
        let (loops, between): (Vec<&Edge>, Vec<&Edge>) =
            machine.edges.iter().filter(|edge| !edge.from_any).partition(|edge| edge.from.value == edge.to.value);
        let boxes: Vec<_> =
            machine.states.iter().enumerate().map(|(at, state)| states::StateBox::new(machine, at, state, &loops)).collect();
        let nodes: Vec<_> = boxes.iter().map(|state| state.node).collect();
        let mut bundles = HashMap::new();
        let links = between.iter().map(|edge| {
            let next = bundles.len();
            let label = words::label(machine, edge);
            let bundle = *bundles.entry((edge.to.value, edge.cause, edge.basis, label.clone())).or_insert(next);
            Line {
                from: edge.from.value,
                to: edge.to.value,
                label: label.map_or(0, |label| edges::label_width(&label)),
                bundle,
            }
        });
        let mut links: Vec<Line> = links.collect();
        // What every state can become is written in its box. An edge that is not drawn puts the box below another one.
        for to in (0..machine.states.len()).filter(|to| !between.iter().any(|edge| edge.to.value == *to)) {
            if let Some(edge) = machine.edges.iter().rev().find(|edge| edge.from_any && edge.to.value == to) {
                links.push(Line { from: edge.from.value, to, label: 0, bundle: links.len() + machine.edges.len() });
            }
        }
        let layout = layout::layout(&nodes, &links, &words::initial(machine));
        Self { machine, boxes, between, loops, layout }
    }

    /// Draws the machine from `y` on, centered in this width.
    fn svg(&self, width: i64, y: &mut i64, link: Link<'_>) -> String {
        let heading = if link.is_none() { self.heading(width, y) } else { String::new() };
        let mut text = format!("<g class=\"machine\">\n{heading}");
        text += &format!("<g transform=\"translate({} {y})\">\n", MARGIN + (width - self.layout.width) / 2);
        for route in &self.layout.entries {
            text += &edges::entry(route);
        }
        let routes = || self.between.iter().zip(&self.layout.routes);
        for (at, (edge, route)) in routes().enumerate() {
            let shared = edges::shared(route, self.layout.routes.iter().take(at));
            text += &edges::edge(self.machine, edge, route, shared);
        }
        for (state, rect) in self.boxes.iter().zip(&self.layout.boxes) {
            text += &linked(link.and_then(|link| link(self.machine, state.state)), state.svg(*rect));
        }
        let mut beside = vec![0; self.boxes.len()];
        for edge in &self.loops {
            let (state, slot) = (edge.from.value, beside[edge.from.value]);
            text += &edges::self_loop(self.machine, edge, self.layout.boxes[state], slot);
            beside[state] += 1;
        }
        // One label for the edges of a bundle that share it.
        let mut labels = Vec::new();
        for (edge, route) in routes() {
            if let Some(rect) = route.label.filter(|rect| !labels.contains(rect)) {
                labels.push(rect);
                text += &edges::label(self.machine, edge, rect);
            }
        }
        *y += self.layout.height;
        text + "</g>\n</g>\n"
    }

    fn heading(&self, width: i64, y: &mut i64) -> String {
        let mut text = String::new();
        let mut line = |class: &str, height: i64, content: &str| {
            *y += height;
            text += &format!("<text class=\"{class}\" x=\"{MARGIN}\" y=\"{}\">{}</text>\n", *y - height / 3, xml(content));
        };
        wrap(&self.machine.name.value, width / TITLE_COLUMN).iter().for_each(|part| line("title", TITLE, part));
        let summary = self.machine.summary.as_ref().map_or("", |summary| &summary.value);
        wrap(summary, width / COLUMN).iter().for_each(|part| line("summary", SUMMARY, part));
        words::gaps(self.machine).iter().for_each(|gaps| line("summary", SUMMARY, gaps));
        *y += 8;
        text
    }
}
