//! The lines and columns of a text.

/// How many bytes of its line stand before a place.
fn column(source: &str, at: usize) -> usize {
    at - line_start(source, at)
}

/// Where the line of a place begins.
pub(super) fn line_start(source: &str, at: usize) -> usize {
    source.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// Where the line of a place ends, its line break excluded.
pub(super) fn line_end(source: &str, at: usize) -> usize {
    source.get(at..).and_then(|text| text.find(['\n', '\r'])).map_or(source.len(), |newline| at + newline)
}

/// How many blanks the line of a place begins with.
pub(super) fn indent(source: &str, at: usize) -> usize {
    let line = source.get(line_start(source, at)..).unwrap_or("");
    line.len() - line.trim_start_matches(' ').len()
}

/// Where what is before a place ends, blanks and line breaks left out.
pub(super) fn trimmed(source: &str, at: usize) -> usize {
    source.get(..at).map_or(at, |text| text.trim_end_matches([' ', '\t', '\n', '\r']).len())
}

/// The next line from a place on that begins with a key in the first column.
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

/// Where the text of a block scalar ends. `from` is its first character, `to` where the library's range ends.
///
/// That range runs on to the next token, over blank lines and comments; the content is what is indented as deep as its first
/// line.
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
