//! The lines and columns of a text.

/// The number of bytes in the line before a position.
fn column(source: &str, at: usize) -> usize {
    at - line_start(source, at)
}

/// The beginning of the line with a position.
pub(super) fn line_start(source: &str, at: usize) -> usize {
    source.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// The end of the line with a position, without its line break.
pub(super) fn line_end(source: &str, at: usize) -> usize {
    source.get(at..).and_then(|text| text.find(['\n', '\r'])).map_or(source.len(), |newline| at + newline)
}

/// The number of spaces at the beginning of the line with a position.
pub(super) fn indent(source: &str, at: usize) -> usize {
    let line = source.get(line_start(source, at)..).unwrap_or("");
    line.len() - line.trim_start_matches(' ').len()
}

/// The end of what is before a position, without white space.
pub(super) fn trimmed(source: &str, at: usize) -> usize {
    source.get(..at).map_or(at, |text| text.trim_end_matches([' ', '\t', '\n', '\r']).len())
}

/// The next line after a position that begins with a key in the first column.
pub(super) fn next_section(source: &str, from: usize) -> Option<usize> {
    let mut at = if line_start(source, from) == from { from } else { line_end(source, from) };
    for line in source.get(at..)?.split_inclusive('\n') {
        let key = line.split(':').next().unwrap_or("");
        let word = key.starts_with(|c: char| c.is_ascii_lowercase())
            && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if word && line.get(key.len() + 1..).is_some_and(|rest| rest.starts_with([' ', '\r', '\n'])) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// The end of the text of a block scalar. `from` is its first character, and `to` is the end of the library's range.
///
/// That range extends to the next token, over blank lines and comments. The content is what is indented as much as its first line.
pub(super) fn block_end(source: &str, from: usize, to: usize) -> usize {
    let depth = column(source, from);
    let (mut at, mut end) = (from, from);
    for (number, line) in source.get(from..to).unwrap_or("").split_inclusive('\n').enumerate() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let blank = line.trim().is_empty();
        if number > 0 && !blank && indent < depth {
            break;
        }
        if !blank {
            end = at + line.trim_end().len();
        }
        at += line.len();
    }
    end
}
