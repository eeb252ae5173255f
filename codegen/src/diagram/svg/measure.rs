//! The space that text takes up at its size in the drawing.

use crate::diagram::text::columns;

/// Columns of text: of titles, of names, and of everything else.
pub(super) const TITLE_COLUMN: i64 = 10;
pub(super) const NAME_COLUMN: i64 = 8;
pub(super) const COLUMN: i64 = 7;

/// The space that a text takes up.
pub(super) fn width(text: &str, column: i64) -> i64 {
    columns(text) * column
}
