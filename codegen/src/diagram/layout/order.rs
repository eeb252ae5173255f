//! The order of the cells in their layers: barycenter sweeps, then swaps of neighbors as long as they remove crossings.

use super::cells::Grid;

const SWEEPS: usize = 24;
/// Positions are averaged in this fraction.
const FINE: usize = 1 << 12;

/// Orders every layer so that there are few crossings.
pub(super) fn order(grid: &mut Grid) {
    let mut best = grid.layers.clone();
    let mut fewest = crossings(grid);
    for sweep in 0..SWEEPS {
        if fewest == 0 {
            break;
        }
        let down = sweep % 2 == 0;
        let layers = grid.layers.len();
        for step in 1..layers {
            let layer = if down { step } else { layers - 1 - step };
            by_barycenter(grid, layer, down);
        }
        swap_neighbors(grid);
        let now = crossings(grid);
        if now < fewest {
            fewest = now;
            best.clone_from(&grid.layers);
        }
    }
    grid.layers = best;
}

/// Sorts a layer by the positions of its neighbors in the previous layer. Cells without neighbors keep their position.
fn by_barycenter(grid: &mut Grid, layer: usize, down: bool) {
    let positions = grid.positions();
    let neighbors = if down { &grid.above } else { &grid.below };
    let before = if down { layer.checked_sub(1) } else { Some(layer + 1) };
    let across = before.and_then(|before| grid.layers.get(before)).map_or(1, Vec::len).max(1);
    let here = grid.layers[layer].len().max(1);
    let mut keyed: Vec<(usize, usize)> = Vec::with_capacity(here);
    for cell in &grid.layers[layer] {
        let near = &neighbors[*cell];
        let center = match near.len() {
            0 => positions[*cell] * FINE * across / here,
            count => near.iter().map(|other| positions[*other] * FINE).sum::<usize>() / count,
        };
        keyed.push((center, *cell));
    }
    keyed.sort_by_key(|(center, _)| *center);
    grid.layers[layer] = keyed.into_iter().map(|(_, cell)| cell).collect();
}

/// Swaps neighboring cells if that removes crossings.
fn swap_neighbors(grid: &mut Grid) {
    let mut positions = grid.positions();
    for _ in 0..8 {
        let mut swapped = false;
        for layer in 0..grid.layers.len() {
            for at in 1..grid.layers[layer].len() {
                let (left, right) = (grid.layers[layer][at - 1], grid.layers[layer][at]);
                let cost = |a: usize, b: usize| {
                    let over = |near: &[Vec<usize>]| inversions(&near[a], &near[b], &positions);
                    over(&grid.above) + over(&grid.below)
                };
                if cost(right, left) < cost(left, right) {
                    grid.layers[layer].swap(at - 1, at);
                    positions.swap(left, right);
                    swapped = true;
                }
            }
        }
        if !swapped {
            break;
        }
    }
}

/// The number of crossings between the lines of two cells, if the first is to the left of the second.
fn inversions(left: &[usize], right: &[usize], positions: &[usize]) -> usize {
    left.iter().map(|a| right.iter().filter(|b| positions[**b] < positions[*a]).count()).sum()
}

fn crossings(grid: &Grid) -> usize {
    let positions = grid.positions();
    grid.layers.iter().map(|layer| between(grid, layer, &positions)).sum()
}

/// The number of crossings between a layer and the next: the inversions among the lower ends, counted with a tree of partial sums.
fn between(grid: &Grid, layer: &[usize], positions: &[usize]) -> usize {
    let mut ends = Vec::new();
    for cell in layer {
        let mut below: Vec<usize> = grid.below[*cell].iter().map(|other| positions[*other]).collect();
        below.sort_unstable();
        ends.extend(below);
    }
    let size = ends.iter().max().map_or(0, |end| end + 1);
    let (mut tree, mut count) = (vec![0_usize; size + 1], 0);
    for (seen, end) in ends.iter().enumerate() {
        let (mut at, mut not_right) = (end + 1, 0);
        while at > 0 {
            not_right += tree[at];
            at &= at - 1;
        }
        count += seen - not_right;
        at = end + 1;
        while at <= size {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    count
}
