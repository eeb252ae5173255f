//! Finds the code of a wire text.

use crate::kept::{index, kept};
use errspec::catalog::Lookup;
use errspec_spec::model::Catalog;
use errspec_spec::words::WireKind;

/// Builds the lookup of a catalog. Generated code uses a perfect hash for texts; a search in sorted texts gives the same results, more slowly.
pub(crate) fn lookup(catalog: &'static Catalog) -> Lookup {
    let mut rows: Vec<usize> = (0..catalog.codes.len()).collect();
    match catalog.wire {
        WireKind::String => {
            rows.sort_by_key(|row| catalog.codes[*row].wire.as_str());
            Lookup::Sorted(kept(rows.into_iter().map(index)))
        }
        WireKind::Integer => {
            let number = |row: &usize| catalog.codes[*row].number.unwrap_or_default();
            let numbers = kept(rows.iter().map(number));
            rows.sort_by_key(number);
            Lookup::Integer { numbers, sorted: kept(rows.into_iter().map(index)) }
        }
    }
}
