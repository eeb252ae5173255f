//! A layered drawing of a directed graph, after Sugiyama: rank the nodes, put what a link passes into every layer between
//! its ends, order the layers for few crossings, give them places, and draw the links through theirs.
//!
//! Whatever takes room is a cell of a layer, labels and passing links too, and cells of a layer never overlap. So links stay
//! clear of boxes and labels clear of each other by construction. Whole pixels only.

mod geometry;
mod cells;
mod rank;
mod order;
mod ports;
mod place;
mod straight;
mod route;

pub(super) use geometry::{Arrow, LABEL, Layout, Link, MARK, Node, Rect, Route, Step};

/// Lays out nodes and links. `entries` are the nodes that get a mark: where the graph is entered.
pub(super) fn layout(nodes: &[Node], links: &[Link], entries: &[usize]) -> Layout {
    let ranks = rank::ranks(nodes.len(), links, entries);
    let mut grid = cells::Grid::new(nodes, links, entries, &ranks);
    order::order(&mut grid);
    let ports = ports::Ports::new(&grid);
    let places = place::place(&grid, &ports);
    route::routes(&grid, &ports, &places)
}
