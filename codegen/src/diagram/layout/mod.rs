//! A layered drawing of a directed graph, after Sugiyama: rank the nodes, add a cell to every layer that a link passes, order the layers to
//! avoid crossings, assign positions, and draw the links through their cells.
//!
//! Everything that takes up space is a cell of a layer, including labels and passing links, and the cells of a layer never overlap. Links
//! therefore never cross boxes, and labels never overlap. All coordinates are whole pixels.

mod geometry;
mod cells;
mod rank;
mod order;
mod ports;
mod place;
mod straight;
mod route;

pub(super) use geometry::{Arrow, LABEL, Layout, Link, MARK, Node, Rect, Route, Step};

/// Lays out nodes and links. `entries` are the nodes that get a mark because the graph begins there.
pub(super) fn layout(nodes: &[Node], links: &[Link], entries: &[usize]) -> Layout {
    let ranks = rank::ranks(nodes.len(), links, entries);
    let mut grid = cells::Grid::new(nodes, links, entries, &ranks);
    order::order(&mut grid);
    let ports = ports::Ports::new(&grid);
    let places = place::place(&grid, &ports);
    route::routes(&grid, &ports, &places)
}
