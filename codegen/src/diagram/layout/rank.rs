//! The rank of each node: its longest distance from an entry of the graph, without links that lead back.

use super::geometry::Link;

/// The rank of each node, from 0. A link between different nodes always connects different ranks.
pub(super) fn ranks(nodes: usize, links: &[Link], entries: &[usize]) -> Vec<usize> {
    let mut out = vec![Vec::new(); nodes];
    for link in links {
        out[link.from].push(link.to);
    }
    let order = topological(&out, entries);
    let mut position = vec![0; nodes];
    for (at, node) in order.iter().enumerate() {
        position[*node] = at;
    }
    let mut ranks = vec![0; nodes];
    for from in &order {
        for to in out[*from].iter().filter(|to| position[**to] > position[*from]) {
            ranks[*to] = ranks[*to].max(ranks[*from] + 1);
        }
    }
    pull_down(&out, &order, &position, &mut ranks);
    ranks
}

/// The reverse postorder of a depth-first search. A link against this order closes a cycle.
fn topological(out: &[Vec<usize>], entries: &[usize]) -> Vec<usize> {
    let mut seen = vec![false; out.len()];
    let mut order = Vec::with_capacity(out.len());
    for root in entries.iter().copied().chain(0..out.len()) {
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        let mut stack = vec![(root, 0)];
        while let Some((node, next)) = stack.last_mut() {
            match out[*node].get(*next) {
                Some(to) => {
                    *next += 1;
                    if !std::mem::replace(&mut seen[*to], true) {
                        stack.push((*to, 0));
                    }
                }
                None => {
                    order.push(*node);
                    stack.pop();
                }
            }
        }
    }
    order.reverse();
    order
}

/// Nodes without a link from above are placed directly above the first node that they lead to.
fn pull_down(out: &[Vec<usize>], order: &[usize], position: &[usize], ranks: &mut [usize]) {
    let mut is_led_to = vec![false; out.len()];
    for from in order {
        for to in out[*from].iter().filter(|to| position[**to] > position[*from]) {
            is_led_to[*to] = true;
        }
    }
    for from in order.iter().filter(|node| !is_led_to[**node]) {
        let below = out[*from].iter().filter(|to| position[**to] > position[*from]).map(|to| ranks[*to]).min();
        ranks[*from] = below.map_or(0, |below| below - 1);
    }
}
