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

use errspec_spec::model::Machine;

/// What a machine is drawn as. Each shows every state and every edge, and tells causes of moves and how sure they are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A `stateDiagram-v2` of Mermaid, which many sites show inside Markdown.
    Mermaid,
    /// The language of Graphviz.
    Dot,
    /// A picture that needs no tool and nothing outside of it, fit for light and dark pages.
    Svg,
    /// Markdown tables: the states, which command is taken in which, and what can be read next.
    Table,
}

/// Draws machines as one document. The same machines give the same text.
pub fn draw(machines: &[&Machine], format: Format) -> String {
    match format {
        Format::Mermaid => mermaid::draw(machines),
        Format::Dot => dot::draw(machines),
        Format::Svg => svg::draw(machines),
        Format::Table => table::draw(machines),
    }
}
