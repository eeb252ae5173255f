/// The indentation of a block, and of what is inside brackets.
pub(super) const INDENT: usize = 4;

/// Adds the indentation of a line.
pub(super) fn indent(blanks: usize, text: &mut String) {
    for _ in 0..blanks / INDENT {
        text.push_str("    ");
    }
}
