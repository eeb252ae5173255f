//! Links as lines: straight down through a layer, and a curve between layers.

use super::cells::{Chain, Grid};
use super::geometry::{Arrow, LABEL, Layout, MARK, Rect, Route, Step};
use super::place::Places;
use super::ports::Ports;

/// A line ends inside its arrowhead.
const HEAD: i64 = 5;

pub(super) fn routes(grid: &Grid, ports: &Ports, places: &Places) -> Layout {
    let routes = Routes { grid, ports, places };
    let boxes = (0..grid.nodes).map(|node| rect(grid, places, node)).collect();
    let route = |chain: &Chain| routes.route(chain);
    let links = grid.links.iter().map(route).collect();
    let entries = grid.entries.iter().map(route).collect();
    Layout { width: places.width, height: places.height, boxes, routes: links, entries }
}

/// The box of a node, in the middle of its layer.
fn rect(grid: &Grid, places: &Places, cell: usize) -> Rect {
    let Rect { x, y, width, height } = middle(grid, places, cell, grid.cells[cell].height);
    Rect { x: x - grid.cells[cell].left, y, width: width + 2 * grid.cells[cell].left, height }
}

/// A line of this height in the middle of a cell.
fn middle(grid: &Grid, places: &Places, cell: usize, high: i64) -> Rect {
    let (top, height) = places.layers[grid.cells[cell].layer];
    Rect { x: places.x[cell], y: top + (height - high) / 2, width: 0, height: high }
}

struct Routes<'g> {
    grid: &'g Grid,
    ports: &'g Ports,
    places: &'g Places,
}

impl Routes<'_> {
    /// The point at which the line between two cells meets the first one.
    fn port(&self, cell: usize, other: usize) -> i64 {
        self.places.x[cell] + self.ports.offset(cell, other)
    }

    fn route(&self, chain: &Chain) -> Route {
        let mut cells = chain.cells.clone();
        if !chain.upward {
            cells.reverse();
        }
        let mut line = Line::from(self.tip(&cells, chain.upward));
        let arrow = Arrow { tip: line.at, up: chain.upward };
        line.at.1 += if chain.upward { HEAD } else { -HEAD };
        let start = line.at;
        for pair in cells.windows(2) {
            self.step(&mut line, pair[0], pair[1], chain.upward);
        }
        let label = chain.label.map(|(cell, width)| {
            let Rect { x, y, .. } = middle(self.grid, self.places, cell, LABEL);
            Rect { x: x - (width + 1) / 2, y, width, height: LABEL }
        });
        Route { start, steps: line.steps, arrow, label }
    }

    /// The end at the target.
    fn tip(&self, cells: &[usize], upward: bool) -> (i64, i64) {
        let Some((target, before)) = cells.first().zip(cells.get(1)) else { return (0, 0) };
        let Rect { y, height, .. } = rect(self.grid, self.places, *target);
        (self.port(*target, *before), if upward { y + height } else { y })
    }

    /// The route from one cell to the next: out of its layer, across, and into the next layer up to the cell.
    fn step(&self, line: &mut Line, from: usize, to: usize, down: bool) {
        let edge = |cell: usize, lower: bool| {
            let (top, height) = self.places.layers[self.grid.cells[cell].layer];
            if lower { top + height } else { top }
        };
        line.vertical(edge(from, down));
        line.curve(self.port(to, from), edge(to, !down));
        let is_end = to < self.grid.nodes || !self.grid.cells[to].is_bend && self.grid.cells[to].height == MARK;
        if is_end {
            let Rect { y, height, .. } = rect(self.grid, self.places, to);
            line.vertical(if down { y } else { y + height });
        }
    }
}

/// A line that is being drawn.
struct Line {
    at: (i64, i64),
    steps: Vec<Step>,
}

impl From<(i64, i64)> for Line {
    fn from(at: (i64, i64)) -> Self {
        Self { at, steps: Vec::new() }
    }
}

impl Line {
    fn vertical(&mut self, y: i64) {
        if y != self.at.1 {
            self.at.1 = y;
            self.steps.push(Step::Vertical(y));
        }
    }

    fn curve(&mut self, x: i64, y: i64) {
        if x == self.at.0 {
            return self.vertical(y);
        }
        self.at = (x, y);
        self.steps.push(Step::Curve(x, y));
    }
}
