//! Everything that takes up space: nodes, labels, and a bend of each link in every layer that it passes.

use super::geometry::{LABEL, Link, MARK, Node};
use std::collections::HashMap;

/// A cell in a layer, with its extent to both sides of its middle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) layer: usize,
    pub(super) left: i64,
    pub(super) right: i64,
    pub(super) height: i64,
    pub(super) is_bend: bool,
}

/// The route of a link, or from a mark to its node.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// From the upper end to the lower one.
    pub(super) cells: Vec<usize>,
    /// Whether the link leads to the upper end.
    pub(super) upward: bool,
    /// The cell and the width of its label.
    pub(super) label: Option<(usize, i64)>,
}

/// Cells in layers. Nodes come first, by number. Nodes of rank r are in layer 2r + 1; labels and marks are in the layers between.
pub(super) struct Grid {
    pub(super) nodes: usize,
    pub(super) cells: Vec<Cell>,
    /// The cells of each layer, from left to right.
    pub(super) layers: Vec<Vec<usize>>,
    pub(super) links: Vec<Chain>,
    pub(super) entries: Vec<Chain>,
    /// The connected cells above and below each cell.
    pub(super) above: Vec<Vec<usize>>,
    pub(super) below: Vec<Vec<usize>>,
}

/// Bends that a bundle shares, by its number, the direction, and the layer.
type Shared = HashMap<(usize, bool, usize), usize>;

impl Grid {
    pub(super) fn new(nodes: &[Node], links: &[Link], entries: &[usize], ranks: &[usize]) -> Self {
        let layers = ranks.iter().max().map_or(0, |rank| 2 * rank + 2);
        let mut grid = Self {
            nodes: nodes.len(),
            cells: Vec::new(),
            layers: vec![Vec::new(); layers],
            links: Vec::new(),
            entries: Vec::new(),
            above: Vec::new(),
            below: Vec::new(),
        };
        for (node, rank) in nodes.iter().zip(ranks) {
            let half = node.width / 2;
            grid.cells.push(Cell {
                layer: 2 * rank + 1,
                left: half,
                right: half + node.beside,
                height: node.height,
                is_bend: false,
            });
        }
        let mut shared = Shared::new();
        grid.links = links.iter().map(|link| grid.chain(link, &mut shared)).collect();
        grid.entries = entries.iter().map(|node| grid.entry(*node)).collect();
        grid.join();
        grid.spread_out();
        grid
    }

    fn chain(&mut self, link: &Link, shared: &mut Shared) -> Chain {
        let (from, to) = (self.cells[link.from].layer, self.cells[link.to].layer);
        let upward = to < from;
        let (upper, lower) = if upward { (link.to, link.from) } else { (link.from, link.to) };
        let mut cells = vec![upper];
        // A short link without a label is clearer with its own arrow.
        let shares = link.label > 0 || from.abs_diff(to) > 2;
        for layer in from.min(to) + 1..from.max(to) {
            let known = shared.get(&(link.bundle, upward, layer)).copied().filter(|_| shares);
            let bend = known.unwrap_or_else(|| self.cell(layer, 0, 0));
            if shares {
                shared.insert((link.bundle, upward, layer), bend);
            }
            cells.push(bend);
        }
        let at = if upward { cells.len() - 1 } else { 1 };
        let label = cells.get(at).copied().filter(|_| link.label > 0).map(|cell| (cell, link.label));
        if let Some((cell, width)) = label {
            self.cells[cell] = Cell { left: (width + 1) / 2, right: (width + 1) / 2, height: LABEL, ..self.cells[cell] };
        }
        cells.push(lower);
        Chain { cells, upward, label }
    }

    fn cell(&mut self, layer: usize, half: i64, height: i64) -> usize {
        self.cells.push(Cell { layer, left: half, right: half, height, is_bend: height == 0 });
        self.cells.len() - 1
    }

    fn entry(&mut self, node: usize) -> Chain {
        let mark = self.cell(self.cells[node].layer - 1, MARK / 2, MARK);
        Chain { cells: vec![mark, node], upward: false, label: None }
    }

    /// The neighbors of each cell, without duplicates.
    fn join(&mut self) {
        self.above = vec![Vec::new(); self.cells.len()];
        self.below = vec![Vec::new(); self.cells.len()];
        for chain in self.links.iter().chain(&self.entries) {
            for pair in chain.cells.windows(2) {
                if !self.below[pair[0]].contains(&pair[1]) {
                    self.below[pair[0]].push(pair[1]);
                    self.above[pair[1]].push(pair[0]);
                }
            }
        }
    }

    /// Fills the layers depth first from the marks, so that related cells are next to each other at the beginning.
    fn spread_out(&mut self) {
        let mut seen = vec![false; self.cells.len()];
        let marks: Vec<usize> = self.entries.iter().map(|entry| entry.cells[0]).collect();
        for root in marks.into_iter().chain(0..self.cells.len()) {
            let mut stack = vec![root];
            while let Some(cell) = stack.pop() {
                if !std::mem::replace(&mut seen[cell], true) {
                    self.layers[self.cells[cell].layer].push(cell);
                    stack.extend(self.above[cell].iter().chain(self.below[cell].iter().rev()));
                }
            }
        }
    }

    /// The position of each cell in its layer.
    pub(super) fn positions(&self) -> Vec<usize> {
        let mut positions = vec![0; self.cells.len()];
        for layer in &self.layers {
            for (at, cell) in layer.iter().enumerate() {
                positions[*cell] = at;
            }
        }
        positions
    }
}

const PASSING_GAP: i64 = 16;
/// The distance between boxes or labels, and between passing lines.
const GAP: i64 = 26;
/// Positions are fractions of a pixel in between, so that rounding errors do not add up.
pub(super) const FINE: i64 = 16;

/// The minimum distance between the middles of two neighboring cells.
pub(super) fn apart(left: &Cell, right: &Cell) -> i64 {
    let passing = |cell: &Cell| cell.is_bend && cell.right == 0;
    let gap = if passing(left) && passing(right) { PASSING_GAP } else { GAP };
    (left.right + gap + right.left) * FINE
}
