//! Lists that live as long as the program. The runtime's policies are const data, and a run of the command has one contract and ends with
//! it.

use errspec_spec::syntax::StatusRange;

pub(super) fn pair(range: &StatusRange) -> (u16, u16) {
    (range.from, range.to)
}

pub(super) fn kept<T>(items: impl Iterator<Item = T>) -> &'static [T] {
    items.collect::<Vec<T>>().leak()
}
