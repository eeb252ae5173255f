//! Diagrams and tables of machines, from the same model from which Rust is generated.
//!
//! ```
//! use errspec_codegen::diagram::{Format, draw};
//!
//! let spec = b"errspec: 1
//! name: door
//! machines:
//!   Door:
//!     observe: { at: /state }
//!     initial: [opening]
//!     unknown: { treat_as: fail }
//!     states:
//!       opening: { kind: pending, summary: It opens }
//!       open: { kind: final, outcome: success, summary: It is open }
//!     edges: [opening -> open]
//! ";
//! let contract = errspec_spec::check("door.yaml", spec, &mut errspec_spec::NoFiles).contract.unwrap();
//! let machines: Vec<_> = contract.machines.iter().collect();
//! assert!(draw(&machines, Format::Mermaid).contains("opening --> open"));
//! ```

mod words;
mod text;
mod reach;
mod mermaid;
mod dot;
mod table;
mod layout;
mod svg;

use errspec_spec::model::{Machine, State};

/// The format of a drawing. Each format shows all states and edges, and distinguishes the causes and the basis of transitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A `stateDiagram-v2` of Mermaid, which many sites render in Markdown.
    Mermaid,
    /// A Graphviz graph.
    Dot,
    /// An SVG image that needs no other tool or file, for light and dark pages.
    Svg,
    /// Markdown tables of the states, of the commands in each state, and of what can be read next.
    Table,
}

/// Draws machines as one document. The same machines always give the same text.
pub fn draw(machines: &[&Machine], format: Format) -> String {
    match format {
        Format::Mermaid => mermaid::draw(machines),
        Format::Dot => dot::draw(machines),
        Format::Svg => svg::draw(machines, None),
        Format::Table => table::draw(machines),
    }
}

/// Draws machines as one SVG image for a page that has their names and summaries itself. The states are links; `link` gives the address
/// for a state, if it has one.
pub fn linked(machines: &[&Machine], link: &dyn Fn(&Machine, &State) -> Option<String>) -> String {
    svg::draw(machines, Some(link))
}
