//! A layered drawing of a directed graph, after Sugiyama: rank the nodes, put what a link passes into every layer between
//! its ends, order the layers for few crossings, give them places, and draw the links through theirs.
//!
//! Whatever takes room is a cell of a layer, labels and passing links too, and cells of a layer never overlap. So links stay
//! clear of boxes and labels clear of each other by construction. Whole pixels only.

mod cells;
mod rank;
mod order;
mod ports;
mod place;
mod straight;
mod route;

pub(super) use route::{Arrow, Step};

/// A node's size, and the room to keep free at its right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) beside: i64,
}

/// A directed link between two different nodes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The width of its label; 0 for none.
    pub(super) label: i64,
    /// Links of one bundle lead to one node and share the last part of their way.
    pub(super) bundle: usize,
}

/// A rectangle by its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rect {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

/// How a link is drawn, from its target back to its source, so that links of a bundle begin alike.
#[derive(Clone, Debug)]
pub(super) struct Route {
    pub(super) start: (i64, i64),
    pub(super) steps: Vec<Step>,
    pub(super) arrow: Arrow,
    pub(super) label: Option<Rect>,
}

/// Where everything is.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) width: i64,
    pub(super) height: i64,
    /// One per node.
    pub(super) boxes: Vec<Rect>,
    /// One per link.
    pub(super) routes: Vec<Route>,
    /// One per entry, in their order: a mark before the node and an arrow to it.
    pub(super) entries: Vec<Route>,
}

/// The height of a label.
pub(super) const LABEL: i64 = 18;
/// The height of a mark.
pub(super) const MARK: i64 = 10;

/// Lays out nodes and links. `entries` are the nodes that get a mark: where the graph is entered.
pub(super) fn layout(nodes: &[Node], links: &[Link], entries: &[usize]) -> Layout {
    let ranks = rank::ranks(nodes.len(), links, entries);
    let mut grid = cells::Grid::new(nodes, links, entries, &ranks);
    order::order(&mut grid);
    let ports = ports::Ports::new(&grid);
    let places = place::place(&grid, &ports);
    route::routes(&grid, &ports, &places)
}
