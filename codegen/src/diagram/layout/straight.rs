//! Straight lines: cells of a chain are placed below each other as far as their neighbors allow.

use super::cells::{FINE, Grid, apart};
use super::ports::Ports;

const ROUNDS: usize = 6;

/// Moves cells within the free space next to them, so that lines have few bends instead of a small one in every layer.
pub(super) fn straighten(grid: &Grid, ports: &Ports, x: &mut [i64]) {
    let room = Room { grid, positions: grid.positions() };
    let runs = runs(grid);
    for _ in 0..ROUNDS {
        for run in &runs {
            let mut rest = run.as_slice();
            while !rest.is_empty() {
                let (count, free) = room.common(rest, x);
                let (piece, after) = rest.split_at(count);
                let to = wanted(ports, piece, x).clamp(free.0, free.1);
                piece.iter().for_each(|cell| x[*cell] = to);
                rest = after;
            }
        }
    }
}

/// Chains in which each cell has one predecessor and one successor. Every cell is in a chain.
fn runs(grid: &Grid) -> Vec<Vec<usize>> {
    let next: Vec<Option<usize>> = (0..grid.cells.len())
        .map(|cell| main(grid, cell, &grid.below[cell]).filter(|next| main(grid, *next, &grid.above[*next]) == Some(cell)))
        .collect();
    let mut is_start = vec![true; next.len()];
    next.iter().flatten().for_each(|cell| is_start[*cell] = false);
    let starts = (0..next.len()).filter(|cell| is_start[*cell]);
    starts.map(|start| std::iter::successors(Some(start), |cell| next[*cell]).collect()).collect()
}

/// The only neighbor on a side. For a bend at which several lines meet, this is the bend that continues.
fn main(grid: &Grid, cell: usize, near: &[usize]) -> Option<usize> {
    let mut bends = near.iter().filter(|other| grid.cells[**other].is_bend);
    match (near, bends.next(), bends.next()) {
        ([only], _, _) => Some(*only),
        (_, Some(bend), None) if grid.cells[cell].is_bend => Some(*bend),
        _ => None,
    }
}

/// The position directly below the predecessor of a piece, or directly above its successor; otherwise the current one.
fn wanted(ports: &Ports, piece: &[usize], x: &[i64]) -> i64 {
    let (first, last) = (piece[0], piece[piece.len() - 1]);
    let straight = |cell: usize, near: &[usize]| match near {
        [other] => Some(x[*other] + (ports.offset(*other, cell) - ports.offset(cell, *other)) * FINE),
        _ => None,
    };
    let ends = [straight(first, &ports.above[first]), straight(last, &ports.below[last])];
    let mean = piece.iter().map(|cell| x[*cell]).sum::<i64>().div_euclid(piece.len() as i64);
    ends.into_iter().flatten().min_by_key(|end| (end - mean).abs()).unwrap_or(mean)
}

struct Room<'g> {
    grid: &'g Grid,
    positions: Vec<usize>,
}

impl Room<'_> {
    /// The number of these cells, from the first on, that can be at the same position, and the range of that position.
    fn common(&self, cells: &[usize], x: &[i64]) -> (usize, (i64, i64)) {
        let mut free = (i64::MIN, i64::MAX);
        for (count, cell) in cells.iter().enumerate() {
            let own = self.free(*cell, x);
            let both = (free.0.max(own.0), free.1.min(own.1));
            if both.0 > both.1 {
                return (count.max(1), free);
            }
            free = both;
        }
        (cells.len(), free)
    }

    /// The range of positions of a cell, given the positions of its neighbors.
    fn free(&self, cell: usize, x: &[i64]) -> (i64, i64) {
        let layer = &self.grid.layers[self.grid.cells[cell].layer];
        let at = self.positions[cell];
        let left = at.checked_sub(1).and_then(|at| layer.get(at));
        let right = layer.get(at + 1);
        let apart = |a: usize, b: usize| apart(&self.grid.cells[a], &self.grid.cells[b]);
        (
            left.map_or(i64::MIN, |left| x[*left] + apart(*left, cell)),
            right.map_or(i64::MAX, |right| x[*right] - apart(cell, *right)),
        )
    }
}
