//! Where lines meet boxes: side by side along the upper and the lower edge, in the order of the cells they come from.

use super::cells::Grid;

/// The distance between two lines that meet a box on the same side.
const APART: i64 = 22;
/// The distance of lines from the corners of a box.
const CORNERS: i64 = 20;

/// The neighbors below and above each cell, from left to right.
pub(super) struct Ports {
    pub(super) below: Vec<Vec<usize>>,
    pub(super) above: Vec<Vec<usize>>,
    room: Vec<i64>,
}

impl Ports {
    /// The ports of a grid whose layers are ordered.
    pub(super) fn new(grid: &Grid) -> Self {
        let positions = grid.positions();
        let sorted = |near: &[Vec<usize>]| -> Vec<Vec<usize>> {
            let mut near = near.to_vec();
            near.iter_mut().for_each(|near| near.sort_by_key(|cell| positions[*cell]));
            near
        };
        let room = (0..grid.nodes).map(|node| 2 * grid.cells[node].left - CORNERS).collect();
        Self { below: sorted(&grid.below), above: sorted(&grid.above), room }
    }

    /// The distance from the middle of a cell at which the line to another cell meets it.
    pub(super) fn offset(&self, cell: usize, other: usize) -> i64 {
        let Some(room) = self.room.get(cell) else { return 0 };
        let near = if self.below[cell].contains(&other) { &self.below[cell] } else { &self.above[cell] };
        let last = near.len() as i64 - 1;
        let at = near.iter().position(|near| *near == other).unwrap_or(0) as i64;
        if last > 0 { (2 * at - last) * APART.min(room / last) / 2 } else { 0 }
    }
}
