//! The positions of the cells: horizontally by least squares with minimum distances, vertically by the heights of the layers.

use super::cells::{Cell, FINE, Grid, apart};
use super::ports::Ports;
use super::straight::straighten;

/// The middle of each cell, and the top and height of each layer.
pub(super) struct Places {
    pub(super) x: Vec<i64>,
    pub(super) layers: Vec<(i64, i64)>,
    pub(super) width: i64,
    pub(super) height: i64,
}

const ROUNDS: usize = 80;
/// The distance between layers, which depends on how far lines between them run sideways.
const SHORTEST: i64 = 18;
const LONGEST: i64 = 46;
/// Places a grid whose layers are ordered.
pub(super) fn place(grid: &Grid, ports: &Ports) -> Places {
    let mut x = vec![0; grid.cells.len()];
    for layer in &grid.layers {
        let offsets = offsets(grid, layer);
        layer.iter().zip(offsets).for_each(|(cell, offset)| x[*cell] = offset);
    }
    for round in 0..ROUNDS {
        let both = round + 30 >= ROUNDS;
        let down = round % 2 == 0;
        for step in 0..grid.layers.len() {
            let layer = if down { step } else { grid.layers.len() - 1 - step };
            settle(grid, ports, &grid.layers[layer], &mut x, both || down, both || !down);
        }
    }
    straighten(grid, ports, &mut x);
    let left = extent(grid, &x, |cell, x| x - cell.left * FINE).min().unwrap_or(0);
    x.iter_mut().for_each(|x| *x = (*x - left) / FINE);
    let width = extent(grid, &x, |cell, x| x + cell.right).max().unwrap_or(0);
    let (layers, height) = stack(grid, ports, &x);
    Places { x, layers, width, height }
}

fn extent<'g>(grid: &'g Grid, x: &'g [i64], side: impl Fn(&Cell, i64) -> i64 + 'g) -> impl Iterator<Item = i64> + 'g {
    grid.cells.iter().zip(x).map(move |(cell, x)| side(cell, *x))
}

/// The minimum distance of each cell from the first cell of its layer.
fn offsets(grid: &Grid, layer: &[usize]) -> Vec<i64> {
    let steps = layer.windows(2).scan(0, |at, pair| {
        *at += apart(&grid.cells[pair[0]], &grid.cells[pair[1]]);
        Some(*at)
    });
    std::iter::once(0).take(layer.len()).chain(steps).collect()
}

/// Moves the cells of a layer as close to their neighbors as the distances allow. Cells that would be too close form a pool, which moves as
/// one to the mean of their wanted positions (isotonic regression).
fn settle(grid: &Grid, ports: &Ports, layer: &[usize], x: &mut [i64], above: bool, below: bool) {
    let offsets = offsets(grid, layer);
    // The sum of the wanted positions, the weight, and the number of cells.
    let mut pools: Vec<(i64, i64, usize)> = Vec::with_capacity(layer.len());
    for (cell, offset) in layer.iter().zip(&offsets) {
        let (wanted, weight) = wanted(grid, ports, *cell, x, above, below);
        let mut pool = ((wanted - offset) * weight, weight, 1);
        while let Some(last) = pools.last().filter(|last| last.0.div_euclid(last.1) >= pool.0.div_euclid(pool.1)) {
            pool = (pool.0 + last.0, pool.1 + last.1, pool.2 + last.2);
            pools.pop();
        }
        pools.push(pool);
    }
    let starts = pools.iter().flat_map(|(sum, weight, count)| std::iter::repeat_n(sum.div_euclid(*weight), *count));
    for ((cell, offset), start) in layer.iter().zip(&offsets).zip(starts) {
        x[*cell] = start + offset;
    }
}

/// The wanted position of a cell and its weight: the mean of its neighbors, with priority for straight long lines.
fn wanted(grid: &Grid, ports: &Ports, cell: usize, x: &[i64], above: bool, below: bool) -> (i64, i64) {
    let bend = grid.cells[cell].is_bend;
    let near = grid.above[cell].iter().filter(|_| above).chain(grid.below[cell].iter().filter(|_| below));
    let (mut sum, mut weight) = (0, 0);
    for other in near {
        let pull = match (bend, grid.cells[*other].is_bend) {
            (true, true) => 8,
            (true, false) | (false, true) => 2,
            (false, false) => 3,
        };
        let straight = x[*other] + (ports.offset(*other, cell) - ports.offset(cell, *other)) * FINE;
        sum += straight * pull;
        weight += pull;
    }
    if weight == 0 { (x[cell], 1) } else { (sum.div_euclid(weight), weight) }
}

/// The top and height of each layer, and the total height.
fn stack(grid: &Grid, ports: &Ports, x: &[i64]) -> (Vec<(i64, i64)>, i64) {
    let mut layers = Vec::with_capacity(grid.layers.len());
    let mut y = 0;
    for layer in &grid.layers {
        let height = layer.iter().map(|cell| grid.cells[*cell].height).max().unwrap_or(0);
        layers.push((y, height));
        let across =
            |cell: usize, other: usize| (x[other] + ports.offset(other, cell) - x[cell] - ports.offset(cell, other)).abs();
        let across = layer.iter().flat_map(|cell| grid.below[*cell].iter().map(move |other| across(*cell, *other))).max();
        y += height + (across.unwrap_or(0) / 6).clamp(SHORTEST, LONGEST);
    }
    let height = layers.last().map_or(0, |(top, height)| top + height);
    (layers, height)
}
